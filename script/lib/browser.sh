# shellcheck shell=bash
# Chromium for the browser tests. Sets and exports CHROMIUM_PATH; never downloads a browser of its own.

find_browser() {
  local candidate
  for candidate in "${CHROMIUM_PATH:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if [[ -n $candidate ]] && have "$candidate"; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}

ensure_browser() {
  if ! CHROMIUM_PATH=$(find_browser); then
    apt_usable || die "no Chromium for the browser tests: install Chromium or Chrome, or set CHROMIUM_PATH to one."
    apt_install chromium
    CHROMIUM_PATH=$(find_browser) || die "Chromium was installed but cannot be found: set CHROMIUM_PATH."
  fi
  export CHROMIUM_PATH
}
