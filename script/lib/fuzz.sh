# shellcheck shell=bash
# Shared by script/fuzz and the stage of script/test.

# fuzz WORK [--sample]: sends everything that script/fuzz.d knows to a server of its own, on one processor where that can be had.
fuzz() {
  local work=$1 port binary status=0 behind=(env -u OPENAI_API_KEY)
  shift
  port=$(free_port 3500)
  binary=$(server_binary)
  if have taskset; then behind+=(taskset -c "$(first_processor)"); fi
  "$binary" routes >"$work/routes"
  # Models would use the processor that the pages are tested on.
  export SOLOOS_LOCAL_MODEL=off
  # Each request comes from an address of its own, so that no throttle keeps the rest from being tried.
  export SOLOOS_TRUSTED_PROXIES=127.0.0.1
  server_demo fuzz "$port" "$work" "$binary" "${behind[@]}"
  if ! (server_ready "$port"); then
    tail -n 40 "$work/server-fuzz.log" >&2
    return 1
  fi
  node "$ROOT/script/fuzz.d/fuzz.mjs" "http://127.0.0.1:$port" "$work/routes" "$work/server-fuzz.log" "$@" || status=$?
  server_stop
  unset SOLOOS_TRUSTED_PROXIES
  return "$status"
}

# The first processor that this process may use.
first_processor() { sed -n 's/^Cpus_allowed_list:[[:space:]]*\([0-9]*\).*/\1/p' /proc/self/status; }
