-- The queue without what its jobs carry; a job's key says what it is about: `mail:{id}`, `export:{id}`, `object:{name}`.
create function app.queued_jobs()
returns table (id bigint, key text, task text, attempts smallint, max_attempts smallint, run_at timestamptz, is_running boolean, last_error text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
  select j.id, j.key, j.task_identifier, j.attempts, j.max_attempts, j.run_at, j.locked_at is not null, j.last_error
  from graphile_worker.jobs j;
end
$$;
revoke execute on function app.queued_jobs() from public;
grant execute on function app.queued_jobs() to soloos_platform;
