# shellcheck shell=bash
# npm packages: Tailwind, wasm-opt and terser at the root, Playwright in end2end/.

NODE_MINIMUM=20

ensure_node() {
  need node nodejs "install Node.js $NODE_MINIMUM or newer."
  need npm npm "install npm, which comes with Node.js."
  local version
  version=$(node --version)
  version=${version#v}
  ((${version%%.*} >= NODE_MINIMUM)) || die "Node.js $version is too old: install version $NODE_MINIMUM or newer."
}

# npm_packages FOLDER: exactly the packages of its lock file.
npm_packages() {
  local folder=$1 key mark=$1/node_modules/.installed
  [[ -f $folder/package-lock.json ]] || return 0
  key=$(sha256 "$folder/package-lock.json")
  [[ -f $mark && $(<"$mark") == "$key" ]] && return 0
  say "installing the npm packages of ${folder#"$ROOT/"}"
  (cd "$folder" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error >&2 </dev/null) ||
    die "npm ci failed in $folder: see the lines above."
  printf '%s\n' "$key" >"$mark"
}

# cargo-leptos, for `watch`, looks for its tools on PATH; these find the version of the current clone.
npm_shim() {
  local shim=$CARGO_BIN/$1
  [[ -e $shim ]] && return 0
  mkdir -p "$CARGO_BIN"
  cat >"$shim" <<'SHIM'
#!/bin/sh
# Runs the tool of the nearest node_modules at or above the working folder.
name=${0##*/}
folder=$PWD
while [ ! -x "$folder/node_modules/.bin/$name" ]; do
  [ -n "$folder" ] || { echo "$name: no node_modules here; run script/bootstrap" >&2; exit 127; }
  folder=${folder%/*}
done
exec "$folder/node_modules/.bin/$name" "$@"
SHIM
  chmod +x "$shim"
}

ensure_npm_tools() {
  ensure_node
  npm_packages "$ROOT"
}

ensure_npm_shims() {
  npm_shim tailwindcss
  npm_shim wasm-opt
}

ensure_oidc_packages() { npm_packages "$ROOT/server/testkit/oidc"; }

ensure_end2end_packages() { npm_packages "$ROOT/end2end"; }
