#!/usr/bin/env bash
# Starts the studio at http://localhost:5080. On a bare Debian it installs ffmpeg first; needs the .NET 10 SDK and Node 20.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source eng/prepare.sh

need_dotnet
need_npm_packages
need_system ffmpeg ffmpeg
exec dotnet run --project src/HelloMeme.Studio --configuration Release -- "$@"
