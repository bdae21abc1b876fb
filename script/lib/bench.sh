# shellcheck shell=bash
# The optimised server on a database of its own, for benches.

# bench_server PORT WORK: builds and starts it; logs to WORK/server-bench.log and sets SERVER_PID.
bench_server() {
  local port=$1 work=$2 binary
  "$ROOT/script/bootstrap" --without-tests
  choose_rust
  server_build --release >&2
  binary=$(server_binary --release)
  pg_start_temporary "$work"
  cd "$ROOT" || return
  server_demo bench "$port" "$work" "$binary"
  server_ready "$port"
}

# The machine that the figures were measured on.
bench_machine() {
  printf 'machine: %s, %s cores, %s GB of memory\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)" \
    "$(getconf _NPROCESSORS_ONLN)" "$(awk '$1 == "MemTotal:" { printf "%.0f", $2 / 1024 / 1024 }' /proc/meminfo 2>/dev/null)"
}
