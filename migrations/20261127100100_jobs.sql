-- One way to add a job, whatever its kind. What it carries always says whose it is, by the word `organization` (null for
-- the platform's own), so that jobs of a closed organisation are found again without knowing their kinds.
create function app.add_job(task text, payload jsonb, job_key text, organization uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app.organization_id() is not null and organization is distinct from app.organization_id() then
    raise exception 'app.add_job: an organisation adds jobs of its own alone' using errcode = 'insufficient_privilege';
  end if;
  perform graphile_worker.add_job(task, (payload || jsonb_build_object('organization', organization))::json,
    job_key := job_key, max_attempts := 25);
end
$$;
revoke execute on function app.add_job(text, jsonb, text, uuid) from public;
grant execute on function app.add_job(text, jsonb, text, uuid) to soloos_app, soloos_identity, soloos_platform;

-- The one that triggers add, since only they see a row go. In an organisation's own transaction it is that one's.
create function app.remove_object(object_key text, organization uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform app.add_job('remove_object', jsonb_build_object('key', object_key), 'object:' || object_key,
    coalesce(app.organization_id(), organization));
end
$$;
revoke execute on function app.remove_object(text, uuid) from public;

create or replace function app.remove_file() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform app.remove_object(old.key, old.organization_id);
  return null;
end
$$;
create or replace function app.remove_picture() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform app.remove_object(old.picture_key, null);
  return null;
end
$$;
create or replace function app.remove_export() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform app.remove_object(old.object_key, old.organization_id);
  return null;
end
$$;

drop function app.add_delivery(uuid), app.add_export(uuid), app.cancel_subscription(text), app.remove_object(text);

-- The queue without what its jobs carry, but for whose each is.
drop function app.queued_jobs();
create function app.queued_jobs()
returns table (id bigint, key text, task text, organization uuid, attempts smallint, max_attempts smallint,
  run_at timestamptz, is_running boolean, last_error text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
  select j.id, j.key, j.task_identifier, (p.payload ->> 'organization')::uuid, j.attempts, j.max_attempts, j.run_at,
    j.locked_at is not null, j.last_error
  from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id;
end
$$;
revoke execute on function app.queued_jobs() from public;
grant execute on function app.queued_jobs() to soloos_platform;
