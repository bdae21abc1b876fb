# shellcheck shell=bash
# Command-line tools that come as crates, installed once per machine into cargo's own bin folder.

CARGO_LEPTOS_VERSION=0.3.11

# The version of a crate as Cargo.lock has it.
locked_version() {
  awk -v name="$1" '$1 == "name" && $3 == "\"" name "\"" { getline; gsub(/"/, "", $3); print $3; exit }' "$ROOT/Cargo.lock"
}

# has_version VERSION COMMAND…: true when the command's output has the version as a word.
has_version() {
  local version=$1 answer
  shift
  have "$1" && answer=$("$@" 2>/dev/null) && [[ " $answer " =~ [[:space:]]"$version"[[:space:]] ]]
}

# A prebuilt binary where cargo-binstall is at hand and finds one.
binstall() {
  have cargo-binstall || return 1
  say "fetching $1 $2 with cargo-binstall"
  cargo binstall --no-confirm --disable-strategies compile "$1@$2" >&2 </dev/null
}

# install_from_source NAME VERSION OPT_LEVEL [ARGUMENTS…]: quick to build rather than quick to run.
install_from_source() {
  local name=$1 version=$2 level=$3
  shift 3
  say "building $name $version from source"
  mkdir -p "$SOLOOS_CACHE"
  (
    # Outside the clone, whose cargo configuration is not meant for tools.
    cd "$SOLOOS_CACHE"
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=$level CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256 \
      CARGO_PROFILE_RELEASE_DEBUG=0 CARGO_PROFILE_RELEASE_STRIP=true \
      cargo install "$name" --version "$version" --target-dir "$SOLOOS_CACHE/tools-target" "$@" >&2 </dev/null
  ) || die "$name $version could not be built: see the lines above."
  hash -r
}

ensure_wasm_bindgen() {
  local version
  version=$(locked_version wasm-bindgen)
  [[ -n $version ]] || die "Cargo.lock names no wasm-bindgen: run cargo generate-lockfile."
  has_version "$version" wasm-bindgen --version && return 0
  # Without --locked: its lock file names crates that not every registry still has.
  binstall wasm-bindgen-cli "$version" || install_from_source wasm-bindgen-cli "$version" 2 --force
}

ensure_cargo_leptos() {
  has_version "$CARGO_LEPTOS_VERSION" cargo-leptos --version && return 0
  binstall cargo-leptos "$CARGO_LEPTOS_VERSION" ||
    install_from_source cargo-leptos "$CARGO_LEPTOS_VERSION" 0 --locked --force --features no_downloads
}

# For `cargo leptos watch` alone: script/xtask builds the app for running and testing.
ensure_watch_tools() {
  ensure_wasm_bindgen
  ensure_cargo_leptos
  rm -rf "$SOLOOS_CACHE/tools-target"
}

# Clones on one machine share cargo's build output, and cargo recognises its own sources by their age alone: after
# another clone was built, all of this one's count as changed.
claim_build() {
  local last=$CARGO_TARGET_DIR/last-clone
  if [[ -f $last && $(<"$last") == "$ROOT" ]]; then return 0; fi
  find "$ROOT" \( -name node_modules -o -name target \) -prune -o -name '*.rs' -exec touch {} +
  mkdir -p "$CARGO_TARGET_DIR"
  printf '%s\n' "$ROOT" >"$last"
}
