# shellcheck shell=bash
# Runs named stages, prints how long each took, and names the one that failed.

STAGE=
STAGE_TIMES=()

# stage NAME: runs stage_NAME. Never call it in a condition: that would disable `set -e` inside.
stage() {
  local started=$SECONDS
  STAGE=$1
  say "stage $STAGE"
  "stage_$STAGE"
  STAGE_TIMES+=("$STAGE: $((SECONDS - started)) s")
  say "stage $STAGE passed in $((SECONDS - started)) s"
  STAGE=
}

# tests_passed LOG…: how many tests passed, by the closing lines of cargo test and Playwright.
tests_passed() {
  cat "$@" 2>/dev/null |
    awk '/^test result: ok\./ { sum += $4 } /^ +[0-9]+ passed/ { sum += $1 } END { print sum + 0 }'
}

# slowest FILE: the ten tests that held a database longest, from lines of milliseconds, crate and test.
slowest() {
  [[ -s $1 ]] || return 0
  say "the slowest of the tests that hold a database:"
  sort -rn "$1" | awk -F'\t' '!told[$2, $3]++ && ++count <= 10 { printf "%7.1f s  %s  %s\n", $1 / 1000, $2, $3 }' >&2
}

# report STATUS TESTS: the last lines, for people and for CI.
report() {
  local line
  if [[ -n $STAGE ]]; then
    say "stage $STAGE FAILED"
  elif (($1 == 0)); then
    for line in "${STAGE_TIMES[@]}"; do say "$line"; done
    say "everything passed in $SECONDS s"
    if (($2 > 0)); then printf '%s passed, 0 failed\n' "$2"; fi
  fi
}
