# What both commands need; sourced by run.sh and test.sh from the top folder.

say() { printf '%s\n' "$*" >&2; }

need_dotnet() {
  command -v dotnet >/dev/null || { say "The .NET SDK is missing: install version 10 from https://dot.net, then run this again."; exit 1; }
}

# npm ci only when the lock file is newer than what is installed, so that a second start takes seconds.
need_npm_packages() {
  command -v npm >/dev/null || { say "Node.js is missing: install version 20.10 or newer from https://nodejs.org, then run this again."; exit 1; }
  if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --ignore-scripts --no-audit --no-fund
  fi
}

# need_system COMMAND PACKAGES...: installs Debian packages when it may, else says how in one sentence.
need_system() {
  local command=$1; shift
  command -v "$command" >/dev/null && return 0
  local sudo=""
  if command -v apt-get >/dev/null; then
    if [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null && sudo="sudo"; }; then
      $sudo apt-get update -qq -o DPkg::Lock::Timeout=600 && $sudo apt-get install -y -qq -o DPkg::Lock::Timeout=600 "$@" >/dev/null && return 0
    fi
  fi
  say "$command is missing: install it with your system's package manager (on Debian: apt-get install $*), then run this again."
  exit 1
}
