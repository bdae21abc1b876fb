# shellcheck shell=bash
# Builds, starts, waits for and stops the server.

# server_build [OPTION…]: the server, and the browser's half with groups of pages as files of their own.
server_build() {
  xtask_cargo build
  (cd "$ROOT" && SQLX_OFFLINE=true "$XTASK_TARGET/debug/xtask" "$@")
}

# server_binary [--release]
server_binary() {
  if [[ ${1:-} == --release ]]; then
    printf '%s\n' "$CARGO_TARGET_DIR/release/soloos"
  else
    printf '%s\n' "$CARGO_TARGET_DIR/debug/soloos"
  fi
}

# http_ok PORT PATH: true when the answer's status is 200.
http_ok() {
  local status
  exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
  printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\n\r\n' "$2" "$1" >&3
  read -r -t 5 _ status _ <&3 || status=
  exec 3>&-
  [[ $status == 200 ]]
}

# The server's environment, unless it is set already.
server_environment() {
  export LEPTOS_SITE_ADDR=127.0.0.1:$1
  export LEPTOS_SITE_ROOT=$ROOT/target/site
  export LEPTOS_HASH_FILES=true
  export SOLOOS_LOCAL_MODEL=${SOLOOS_LOCAL_MODEL:-$MODEL_FILE}
  export SOLOOS_DATA_DIR=${SOLOOS_DATA_DIR:-$ROOT/data}
}

# server_demo NAME PORT WORK BINARY [COMMAND…]: starts it with the demo on a database and in a folder of its own, run by
# COMMAND if there is one; logs to WORK/server-NAME.log and sets SERVER_PID.
server_demo() {
  local name=$1 port=$2 work=$3 binary=$4
  shift 4
  pg_export "$(pg_new_database "$work" "$name")"
  export SOLOOS_DATA_DIR=$work/data-$name
  server_environment "$port"
  "$binary" migrate
  "$binary" seed demo >/dev/null
  server_start "$@" "$binary" >"$work/server-$name.log" 2>&1
}

# server_start [COMMAND…] BINARY: sets SERVER_PID. A process group of its own keeps Ctrl-C for this script to pass on.
server_start() {
  set -m
  "$@" serve </dev/null &
  SERVER_PID=$!
  set +m
}

# server_ready PORT: waits until the server answers, or reports that it ended.
server_ready() {
  local tries=0
  until (http_ok "$1" /readyz) 2>/dev/null; do
    kill -0 "$SERVER_PID" 2>/dev/null || die "the server ended while it started: see the lines above."
    ((tries += 1))
    ((tries < 600)) || die "the server did not become ready within a minute: see the lines above."
    sleep 0.1
  done
}

# Lets the server finish its runs and jobs, and waits until it has stopped.
server_stop() {
  [[ -n ${SERVER_PID:-} ]] || return 0
  kill -TERM "$SERVER_PID" 2>/dev/null || true
  # A second signal may interrupt the wait; the server must still stop.
  while kill -0 "$SERVER_PID" 2>/dev/null; do wait "$SERVER_PID" || true; done
  SERVER_PID=
}
