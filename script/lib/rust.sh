# shellcheck shell=bash
# A Rust compiler, with clippy and rustfmt, that builds for this machine and for the browser.

RUST_MINIMUM=$(awk -F'"' '/^rust-version = "/ { print $2; exit }' "$ROOT/Cargo.toml")
WASM=wasm32-unknown-unknown

# version_at_least HAVE WANT
version_at_least() { [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]; }

rust_version() { "${1:-rustc}" --version 2>/dev/null | cut -d' ' -f2; }

rust_new_enough() { have "${1:-rustc}" && version_at_least "$(rust_version "${1:-rustc}")" "$RUST_MINIMUM"; }

# The library must exist and belong to this very compiler, also after an upgrade: only compiling against it tells.
rust_builds_wasm() {
  local work status=0
  # In a folder of its own: the compiler replaces its output file, even where that is /dev/null.
  work=$(mktemp -d)
  printf 'pub fn probe() -> String { String::new() }\n' |
    rustc --target "$WASM" --crate-type lib --crate-name probe --emit metadata --out-dir "$work" - 2>/dev/null || status=1
  rm -rf "$work"
  return "$status"
}

rust_has_tools() { cargo clippy --version >/dev/null 2>&1 && cargo fmt --version >/dev/null 2>&1; }

# Whether the optimised build can link the library for the browser, which earlier versions of this script built without
# bitcode.
rust_optimises_wasm() { grep -q llvmbc "$(rustc --print sysroot)/lib/rustlib/$WASM/lib"/libcore-*.rlib; }

rust_usable() { rust_new_enough && rust_builds_wasm && rust_optimises_wasm && rust_has_tools; }

rust_prefer_distribution() {
  stamp rust-from-distribution yes
  PATH=/usr/bin:$PATH
  hash -r
}

rust_from_rustup() {
  have rustup || return 1
  # A compiler of the distribution was chosen before: rustup has nothing to add to it.
  if stamped rust-from-distribution yes; then return 1; fi
  if rust_new_enough; then
    say "adding the browser target to the Rust toolchain with rustup"
    rustup target add "$WASM" >&2 && rustup component add clippy rustfmt >&2
  elif ! apt_usable; then
    say "Rust $(rust_version) is too old: updating the stable toolchain with rustup"
    rustup toolchain install stable --profile minimal --component clippy,rustfmt --target "$WASM" >&2
  else
    return 1
  fi
  rust_usable
}

# Debian's compiler comes without the standard library for the browser; its sources are packaged.
rust_build_wasm_std() {
  local work library target
  library=$(/usr/bin/rustc --print sysroot)/lib/rustlib/$WASM/lib
  work=$SOLOOS_CACHE/wasm-std
  target=$work/target
  say "building the standard library for the browser (two minutes)"
  rm -rf "$work"
  mkdir -p "$work"
  (
    cd "$work"
    /usr/bin/cargo init --quiet --lib --vcs none --name empty .
    # With bitcode: the optimised build links it into one piece with the app (LTO).
    RUSTFLAGS=-Cembed-bitcode=yes RUSTC_BOOTSTRAP=1 /usr/bin/cargo build --quiet --release --target "$WASM" \
      --target-dir "$target" -Zbuild-std=std,panic_abort,test
  ) || die "the standard library for the browser could not be built: see the lines above."
  rm -rf "$library"
  mkdir -p "$library" || die "$library cannot be written: run script/bootstrap once as root."
  find "$target/$WASM/release/deps" -name '*.rlib' ! -name 'libempty-*' -exec cp {} "$library/" \;
  # Cargo does not notice another library of the same compiler.
  rm -rf "$work" "$CARGO_TARGET_DIR/front/$WASM"
}

rust_from_debian() {
  apt_usable || return 1
  if ! rust_new_enough /usr/bin/rustc; then
    apt_update_once
    apt-cache show rustc-web >/dev/null 2>&1 || return 1
    apt_install rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy rustfmt-web
    rust_new_enough /usr/bin/rustc || return 1
  fi
  # rust-lld is a link to a linker that no package depends on.
  if [[ -L /usr/bin/rust-lld && ! -e /usr/bin/rust-lld ]]; then apt_install "$(readlink /usr/bin/rust-lld)"; fi
  rust_prefer_distribution
  rust_has_tools || apt_install rust-web-clippy rustfmt-web
  { rust_builds_wasm && rust_optimises_wasm; } || rust_build_wasm_std
  rust_usable
}

ensure_rust() {
  need cc build-essential "install a C compiler (gcc or clang)."
  rust_usable || rust_from_rustup || rust_from_debian ||
    die "no Rust compiler $RUST_MINIMUM or newer that builds for $WASM: install Rust from https://rustup.rs, run 'rustup update stable', and try again."
}
