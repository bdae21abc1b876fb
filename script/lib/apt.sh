# shellcheck shell=bash
# Debian packages, where we may install them.

apt_usable() { is_root && have apt-get; }

apt_update_once() {
  [[ -z ${APT_UPDATED:-} ]] || return 0
  apt-get update -qq >&2 || die "apt-get update failed: check the network and the package sources."
  APT_UPDATED=1
}

apt_install() {
  apt_update_once
  say "installing Debian packages: $*"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2 </dev/null ||
    die "apt-get could not install $*: see the lines above."
}

# need COMMAND PACKAGE HINT: installs PACKAGE when COMMAND is missing, or prints HINT.
need() {
  have "$1" && return 0
  apt_usable || die "$1 is missing: $3"
  apt_install "$2"
}
