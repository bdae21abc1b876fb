# shellcheck shell=bash
# The program that builds the app. It has a workspace of its own, so each cargo call has to name it.

XTASK=$ROOT/script/xtask/Cargo.toml
XTASK_TARGET=$CARGO_TARGET_DIR/xtask

# xtask_cargo VERB [ARGUMENTS…]
xtask_cargo() {
  local verb=$1
  shift
  cargo "$verb" --locked --manifest-path "$XTASK" --target-dir "$XTASK_TARGET" "$@"
}

# A key that changes when a result about it may.
xtask_key() {
  (cd "$ROOT" && find script/xtask/src script/xtask/Cargo.toml script/xtask/Cargo.lock clippy.toml -type f | sort | while IFS= read -r file; do
    printf '%s ' "$file" && sha256 "$file"
  done) | cksum
}

# Lints and tests it, unless nothing changed since they last passed.
xtask_check() {
  local key
  key=$(xtask_key)
  if stamped xtask-checked "$key"; then return 0; fi
  xtask_cargo clippy --all-targets -- -D warnings
  xtask_cargo test --quiet
  stamp xtask-checked "$key"
}
