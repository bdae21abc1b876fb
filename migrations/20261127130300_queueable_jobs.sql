-- Who may put which kind of job into the queue. A kind is added in organisations' own transactions, or at the sign-in desk,
-- only if its area's migration says so with app.open_queue; the operator's transactions add any. What triggers add when a
-- row goes asks nobody: it follows from the row.
create table app.queueable_jobs (
  task text not null,
  role text not null,
  primary key (task, role),
  constraint queueable_jobs_role_check check (role in ('soloos_app', 'soloos_identity'))
);

create function app.open_queue(task text, variadic roles text[]) returns void language plpgsql as $$
begin
  insert into app.queueable_jobs (task, role) select open_queue.task, r from unnest(roles) r;
end
$$;
revoke execute on function app.open_queue(text, text[]) from public;

select app.open_queue('send_mail', 'soloos_app', 'soloos_identity');
select app.open_queue('export_organization', 'soloos_app');

-- Writes into the queue. Nobody calls it but the functions that have asked, or need not ask, whether one may.
create function app.queue_job(task text, payload jsonb, job_key text, organization uuid) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job(task, (payload || jsonb_build_object('organization', organization))::json,
    job_key := job_key, max_attempts := 25);
end
$$;
revoke execute on function app.queue_job(text, jsonb, text, uuid) from public;

create or replace function app.add_job(task text, payload jsonb, job_key text, organization uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  -- The current user is this function's owner by now; the setting still says through which door one came.
  door text := current_setting('role');
  -- Without a door it is the owner of the schema, by hand; the server's own login is nobody's owner.
  trusted boolean := door = 'soloos_platform' or door = 'none' and pg_has_role(session_user, current_user, 'usage');
begin
  if jsonb_typeof(payload) is distinct from 'object' then
    raise exception 'app.add_job: what a job carries is an object' using errcode = 'invalid_parameter_value';
  end if;
  -- At the sign-in desk a job may be any organisation's: it belongs to none, and writes to people of all of them.
  if not trusted and door <> 'soloos_identity'
    and (organization is null or organization is distinct from app.organization_id()) then
    raise exception 'app.add_job: an organisation adds jobs of its own alone' using errcode = 'insufficient_privilege';
  end if;
  if payload ? 'organization' and payload ->> 'organization' is distinct from organization::text then
    raise exception 'app.add_job: what a job carries names another organisation' using errcode = 'insufficient_privilege';
  end if;
  if not trusted and not exists (
    select from app.queueable_jobs q where q.task = add_job.task and q.role = door) then
    raise exception 'app.add_job: % may not be added by %', task, door using errcode = 'insufficient_privilege';
  end if;
  -- A job that waits under the same key is replaced, so that it must be of the same kind, and nobody else's.
  if not trusted and exists (
    select from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id
    where j.key = add_job.job_key and (j.task_identifier <> add_job.task
      or (p.payload::jsonb ->> 'organization') is distinct from add_job.organization::text)) then
    raise exception 'app.add_job: another job waits under this key' using errcode = 'insufficient_privilege';
  end if;
  perform app.queue_job(task, payload, job_key, organization);
end
$$;

create or replace function app.remove_object(object_key text, organization uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform app.queue_job('remove_object', jsonb_build_object('key', object_key), 'object:' || object_key,
    coalesce(app.organization_id(), organization));
end
$$;
