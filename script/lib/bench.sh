# shellcheck shell=bash
# The optimised server on a database of its own, for benches.

# bench_server PORT WORK: builds and starts it; sets SERVER_PID.
bench_server() {
  local port=$1 work=$2 binary
  "$ROOT/script/bootstrap" --without-tests
  choose_rust
  server_build --release --precompress >&2
  binary=$(server_binary --release)
  pg_start_temporary "$work"
  pg_export "$(pg_new_database "$work" bench)"
  export SOLOOS_DATA_DIR=$work/data
  server_environment "$port"
  "$binary" migrate
  "$binary" seed demo >/dev/null
  cd "$ROOT" || return
  server_start "$binary" >"$work/server.log" 2>&1
  server_ready "$port"
}

# The machine that the figures are of.
bench_machine() {
  printf 'machine: %s, %s cores\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)" "$(getconf _NPROCESSORS_ONLN)"
}
