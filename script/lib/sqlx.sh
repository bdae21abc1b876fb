# shellcheck shell=bash
# Query data for compiling without a database: sqlx's macros write it when a database and SQLX_OFFLINE_DIR are set.

# sqlx_migrate URL: applies migrations/ with psql, since the server may not compile yet.
sqlx_migrate() {
  local file
  for file in "$ROOT"/migrations/*.sql; do
    local together=(--single-transaction)
    if [[ $(head -n 1 "$file") == '-- no-transaction' ]]; then together=(); fi
    "$PG_BIN/psql" --quiet --no-psqlrc --output /dev/null --set ON_ERROR_STOP=1 \
      ${together[@]+"${together[@]}"} --file "$file" "$1" >&2 ||
      die "migration ${file##*/} failed: see the lines above."
  done
}

# sqlx_database DIR: a fresh database in a running instance, with all migrations. Prints its address.
sqlx_database() {
  local url
  url=$(pg_new_database "$1" queries)
  sqlx_migrate "$url"
  printf '%s\n' "$url"
}

# The files whose compilation reads the database or migrations/.
sqlx_users() {
  grep -rlE --include='*.rs' '(query(_as|_scalar|_file|_file_as|_file_scalar)?(_unchecked)?|migrate)!' \
    "$ROOT/app" "$ROOT/server" || true
}

# A key that changes when the result of the comparison may.
sqlx_key() {
  (
    cd "$ROOT" || return
    sqlx_users | sort
    find migrations .sqlx -type f 2>/dev/null | sort
    printf '%s\n' Cargo.lock
  ) | while IFS= read -r file; do (cd "$ROOT" && printf '%s ' "${file#"$ROOT/"}" && sha256 "$file"); done | cksum
}

# Cargo does not know that the macros read a database: their sources must look changed while it compiles.
sqlx_expand_record() { printf '%s\n' "$SOLOOS_CACHE/query-mtimes-$$"; }

# Ends that state; also for scripts that are interrupted in it.
sqlx_settle() {
  local record
  record=$(sqlx_expand_record)
  if [[ -f $record ]]; then python3 "$ROOT/script/lib/mtimes.py" back "$record"; fi
}

# sqlx_expand URL FOLDER CARGO…: runs the cargo command so that it leaves the data of every query in FOLDER.
sqlx_expand() {
  local url=$1 folder=$2 status=0
  shift 2
  mkdir -p "$folder"
  sqlx_users | python3 "$ROOT/script/lib/mtimes.py" ahead "$(sqlx_expand_record)"
  SQLX_OFFLINE=false DATABASE_URL=$url SQLX_OFFLINE_DIR=$folder "$@" || status=$?
  sqlx_settle
  return "$status"
}

# sqlx_compare FOLDER: true when .sqlx has the same content.
sqlx_compare() { diff -rq "$ROOT/.sqlx" "$1" >&2; }
