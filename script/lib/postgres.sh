# shellcheck shell=bash
# Runs a private Postgres in a folder: cluster/ (the data), port, password. TCP on 127.0.0.1 only, no unix socket. The
# role `soloos` owns the database `soloos` and is no superuser, as on a hosted Postgres; the server logs in as
# `soloos_server`, which owns nothing.

# shellcheck source=script/lib/postgres-install.sh
source "$ROOT/script/lib/postgres-install.sh"

# Below the ports of outgoing connections: one of those may be taken although nobody listens on it.
PG_FIRST_PORT=25432

# The folder of this clone's own database.
pg_project_dir() {
  pg_ensure_user
  local name
  name=$(basename "$ROOT")-$(printf '%s' "$ROOT" | cksum | cut -d' ' -f1)
  pg_home "$ROOT/data/postgres" "$PG_ROOT_HOME/$name/postgres"
}

pg_running() { as_pg_user "$PG_BIN/pg_ctl" status --silent --pgdata "$1/cluster" >/dev/null 2>&1; }

# pg_url DIR [ROLE]
pg_url() {
  printf 'postgres://%s:%s@127.0.0.1:%s/soloos\n' "${2:-soloos}" "$(<"$1/password")" "$(<"$1/port")"
}

# pg_alone CLUSTER DATABASE: feeds stdin, a statement a line, to a server that does not listen.
pg_alone() {
  local output
  if ! output=$(as_pg_user "$PG_BIN/postgres" --single -j -D "$1" "$2" 2>&1) || [[ $output == *ERROR:* ]]; then
    die "the new database could not be set up: $output"
  fi
}

pg_new_password() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

pg_write_settings() {
  cat >>"$1/postgresql.conf" <<'CONF'
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 60
shared_buffers = 128MB
effective_cache_size = 1GB
max_wal_size = 512MB
max_parallel_workers_per_gather = 1
password_encryption = scram-sha-256
# The passwords are 192 random bits: making them slow to guess only makes connecting slow.
scram_iterations = 1
timezone = 'UTC'
log_timezone = 'UTC'
CONF
  printf 'host all all 127.0.0.1/32 scram-sha-256\n' >"$1/pg_hba.conf"
}

# pg_create DIR: a finished cluster under DIR, or none at all.
pg_create() {
  local dir=$1 new=$1/cluster.new ctype=C password
  say "creating a database cluster in $dir"
  if locale -a 2>/dev/null | grep -qiE '^C\.utf-?8$'; then ctype=C.UTF-8; fi
  rm -rf "$new"
  mkdir -m 700 "$new"
  if is_root; then chown "$PG_USER" "$new"; fi
  as_pg_user "$PG_BIN/initdb" --pgdata "$new" --username postgres --encoding UTF8 \
    --locale C --lc-ctype "$ctype" --auth trust >/dev/null ||
    die "initdb failed in $dir: see the lines above."
  pg_write_settings "$new"
  password=$(pg_new_password)
  # pgvector is no trusted extension: a superuser adds it, to the template too, for databases that tests make.
  pg_alone "$new" postgres <<SQL
alter role postgres password '$password';

create role soloos login createdb createrole password '$password';

create database soloos owner soloos;

SQL
  pg_alone "$new" soloos <<<'create extension vector;'
  pg_alone "$new" template1 <<<'create extension vector;'
  (umask 077 && printf '%s\n' "$password" >"$dir/password")
  mv "$new" "$dir/cluster"
}

pg_check_version() {
  local made running
  made=$(<"$1/cluster/PG_VERSION")
  running=$("$PG_BIN/pg_config" --version)
  [[ $running =~ \ $made\. ]] ||
    die "the data in $1 was made by Postgres $made but $running is what was found: set PG_CONFIG to a pg_config of version $made, or move the folder away."
}

# pg_start DIR [SETTING=VALUE…]: leaves a running server behind; does nothing when it already runs.
pg_start() {
  local dir=$1 options='' setting port
  shift
  pg_locate
  [[ -d $dir/cluster ]] || pg_create "$dir"
  if pg_running "$dir"; then
    pg_ensure_server_role "$dir"
    return 0
  fi
  pg_check_version "$dir"
  if [[ -f $dir/port ]]; then port=$(<"$dir/port"); fi
  if [[ -z ${port:-} ]] || port_taken "$port"; then port=$(free_port "$PG_FIRST_PORT"); fi
  printf '%s\n' "$port" >"$dir/port"
  for setting in "port=$port" "$@"; do options+=" -c $setting"; done
  as_pg_user "$PG_BIN/pg_ctl" start --silent --wait --timeout 60 --pgdata "$dir/cluster" \
    --log "$dir/cluster/postgres.log" --options "$options" </dev/null >/dev/null ||
    die "Postgres did not start: see $dir/cluster/postgres.log"
  pg_ensure_server_role "$dir"
}

# Older clusters, made without this role, get it too.
pg_ensure_server_role() {
  "$PG_BIN/psql" --quiet --no-psqlrc --set ON_ERROR_STOP=1 --set password="$(<"$1/password")" "$(pg_url "$1" postgres)" >&2 <<'SQL' || die "the server's role could not be made: see the lines above."
select format('create role soloos_server login password %L', :'password')
where not exists (select from pg_roles where rolname = 'soloos_server') \gexec
SQL
}

# pg_export URL: sets the addresses for a server, given the owner's.
pg_export() {
  export DATABASE_OWNER_URL=$1
  export DATABASE_URL=${1/\/\/soloos:/\/\/soloos_server:}
}

# pg_stop DIR: ends open connections and waits until the server has stopped.
pg_stop() {
  [[ -d $1/cluster ]] || return 0
  pg_locate
  if pg_running "$1"; then
    as_pg_user "$PG_BIN/pg_ctl" stop --silent --wait --timeout 60 --mode fast --pgdata "$1/cluster"
  fi
}

# The size that a test cluster may grow to, in KB.
PG_TEMPORARY=$((3 * 1024 * 1024))

# True when memory can hold such a cluster four times over.
pg_fits_memory() {
  local free available limit
  [[ -w /dev/shm && -r /proc/meminfo ]] || return 1
  free=$(df -k --output=avail /dev/shm 2>/dev/null | tail -n 1) || return 1
  available=$(awk '$1 == "MemAvailable:" { print $2 }' /proc/meminfo)
  limit=$(cat /sys/fs/cgroup/memory.max 2>/dev/null) || limit=max
  [[ $limit == max ]] || available=$((limit / 1024 < available ? limit / 1024 : available))
  ((free > PG_TEMPORARY && available > 4 * PG_TEMPORARY))
}

# pg_temporary_dir disk|memory: a new folder; with `memory` in main memory, where the machine has plenty.
pg_temporary_dir() {
  local dir parent=${TMPDIR:-/tmp}
  if [[ $1 == memory ]] && pg_fits_memory; then parent=/dev/shm; fi
  dir=$(mktemp -d "$parent/soloos.XXXXXX")
  # Searchable for the account that owns the database.
  chmod 711 "$dir"
  printf '%s\n' "$dir"
}

# pg_start_temporary DIR: fast rather than safe, with room for many tests at once.
pg_start_temporary() {
  pg_start "$1" fsync=off synchronous_commit=off full_page_writes=off max_connections=200
}

# pg_new_database DIR NAME: an empty database in a running instance. Prints its address.
pg_new_database() {
  local url
  url=$(pg_url "$1")
  PGOPTIONS='-c client_min_messages=warning' "$PG_BIN/psql" --quiet --no-psqlrc --set ON_ERROR_STOP=1 \
    --command "drop database if exists $2 with (force)" --command "create database $2" "$url" >&2 || die "the database $2 could not be made: see the lines above."
  printf '%s/%s\n' "${url%/*}" "$2"
}
