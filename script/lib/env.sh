# shellcheck shell=bash
# Sourced first by every script: paths, the compiler to use, and messages.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
export ROOT

export SOLOOS_CACHE=${SOLOOS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/soloos}
# Outside the clone, so that dependencies are built once per machine.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$SOLOOS_CACHE/target}
# Leptos reads it while it is compiled: every cargo call must see the value that script/xtask builds with.
export LEPTOS_OUTPUT_NAME=soloos
STAMPS=$SOLOOS_CACHE/stamps
CARGO_BIN=${CARGO_HOME:-$HOME/.cargo}/bin

export PATH=$ROOT/node_modules/.bin:$CARGO_BIN:$PATH

# The distribution's compiler comes first where bootstrap has chosen it; call it again after bootstrap.
choose_rust() {
  if [[ -e $STAMPS/rust-from-distribution && $PATH != /usr/bin:* ]]; then
    PATH=/usr/bin:$PATH
    hash -r
  fi
}
choose_rust

# Where the mold linker is installed, gcc finds it here: the tests are many large binaries.
if [[ -x /usr/libexec/mold/ld ]]; then export COMPILER_PATH=/usr/libexec/mold; fi

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }

die() {
  printf '\033[1;31merror:\033[0m %s\n' "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

is_root() { [[ $(id -u) == 0 ]]; }

# stamped NAME KEY: true when NAME was completed before with the same KEY.
stamped() { [[ -f $STAMPS/$1 && $(<"$STAMPS/$1") == "$2" ]]; }

stamp() {
  mkdir -p "$STAMPS"
  printf '%s\n' "$2" >"$STAMPS/$1"
}

sha256() {
  if have sha256sum; then sha256sum "$@"; else shasum -a 256 "$@"; fi | cut -d' ' -f1
}

port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_port FIRST: the first port from there on that nobody listens on.
free_port() {
  local port=$1
  while port_taken "$port"; do ((port += 1)); done
  printf '%s\n' "$port"
}
