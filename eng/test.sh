#!/usr/bin/env bash
# Runs every check and test (format, JS types, C#, browser JS, real browser) and ends with the line "N passed, N failed".
# HELLOMEME_FIXTURES=DIR adds the tests that need real faces.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source eng/prepare.sh

need_dotnet
need_npm_packages
need_system ffmpeg ffmpeg
need_system chromium chromium fonts-noto-core
need_system curl curl # the examples of docs/api.md
need_system espeak-ng espeak-ng # vowels for the test of speech

passed=0 failed=0 status=0
results=TestResults
rm -rf "$results"; mkdir -p "$results"

# check NAME COMMAND...: one check counts as one test.
check() {
  local name=$1; shift
  if "$@"; then passed=$((passed + 1)); else say "FAILED: $name"; failed=$((failed + 1)); fi
}

check "build" dotnet build HelloMeme.Studio.sln --configuration Release --nologo -v quiet -p:RestoreLockedMode=true -p:NuGetAudit=false # an audit asks the registry for minutes
built=$failed
check "format" dotnet format whitespace HelloMeme.Studio.sln --no-restore --verify-no-changes
check "javascript types" npm run --silent typecheck

# Most of what runs now is a short program: compiling its methods once, and well, takes less than timing them and compiling again.
export DOTNET_TieredPGO=0 DOTNET_TC_QuickJit=0
if [ "$built" -eq 0 ]; then
  dotnet test --solution HelloMeme.Studio.sln --configuration Release --no-build --max-parallel-test-modules 1 --results-directory "$results" --report-xunit-trx || status=$?
fi
for trx in "$results"/*.trx; do
  [ -e "$trx" ] || { say "FAILED: no C# test ran"; failed=$((failed + 1)); break; }
  counters=$(grep -oE '<Counters [^>]*' "$trx")
  count() { sed -nE "s/.* $1=\"([0-9]+)\".*/\1/p" <<<"$counters"; }
  passed=$((passed + $(count passed))) failed=$((failed + $(count failed)))
done

node --test --test-concurrency=2 --test-reporter=tap tests/curve-editor/ >"$results/node.tap" || status=1
node_passed=$(sed -nE 's/^# pass ([0-9]+).*/\1/p' "$results/node.tap"); node_failed=$(sed -nE 's/^# fail ([0-9]+).*/\1/p' "$results/node.tap")
grep -B2 -A12 '^ *not ok' "$results/node.tap" | head -80
passed=$((passed + ${node_passed:-0})) failed=$((failed + ${node_failed:-1}))

node eng/report.mjs "$results"/*.trx | tee "$results/report.txt"
grep -hoE 'testName="[^"]*" [^>]*outcome="NotExecuted"' "$results"/*.trx 2>/dev/null | sed -E 's/testName="([^"]*)".*/skipped: \1/'
sed -nE 's/^ *ok [0-9]+ - (.*) # SKIP.*/skipped: \1/p' "$results/node.tap"
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
