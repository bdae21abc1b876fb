# shellcheck shell=bash
# Runs the test programs of the workspace side by side: many of their tests wait for time to pass, not for a processor.

# How many programs run at a time.
RUST_TESTS_AT_A_TIME=3

# rust_test_programs CARGO'S SELECTION…: compiles the tests; prints three lines for each program: its package's name and
# folder, and its path. Integration tests come first, because they take longest.
rust_test_programs() {
  cargo test --no-run --message-format=json-render-diagnostics "$@" | python3 -c '
import json, os, sys
built = [message for message in map(json.loads, sys.stdin) if message.get("executable") and message["profile"]["test"]]
built.sort(key=lambda message: message["target"]["kind"] != ["test"])
for message in built:
    folder = os.path.dirname(message["manifest_path"])
    name, _, version = message["package_id"].rpartition("#")[2].partition("@")
    print(name if version else os.path.basename(folder), folder, message["executable"], sep="\n")'
}

# rust_test_program NAME FOLDER PROGRAM: runs it as cargo would; prints its output in one piece when it has ended.
rust_test_program() {
  local output status=0
  output=$(cd "$2" && CARGO_MANIFEST_DIR=$2 CARGO_PKG_NAME=$1 "$3" 2>&1) || status=$?
  printf '     Running %s (%s)\n%s\n' "$1" "${3##*/}" "$output"
  return "$status"
}

# rust_tests CARGO'S SELECTION…: fails if one of them does, after all have ended.
rust_tests() {
  local programs
  programs=$(rust_test_programs "$@")
  [[ -n $programs ]] || die "cargo built no tests."
  export -f rust_test_program
  # Folders may have spaces in their names.
  printf '%s\n' "$programs" | tr '\n' '\0' | xargs -0 -n 3 -P "$RUST_TESTS_AT_A_TIME" bash -c 'rust_test_program "$@"' _
}
