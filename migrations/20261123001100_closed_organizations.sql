-- A suspended or deleted organisation has no way in: whatever enters it is refused here, so that no
-- request, run or job of it can go on by an omission of the code above.
alter table organizations
  add constraint organizations_suspended_reason_check check (length(suspended_reason) between 1 and 500);

create or replace function app.enter(organization uuid, actor uuid, subject uuid) returns void language plpgsql as $$
begin
  if organization is null then
    raise exception 'app.enter: an organisation is required' using errcode = 'invalid_parameter_value';
  end if;
  perform set_config('app.organization_id', organization::text, true),
          set_config('app.actor_id', coalesce(actor::text, ''), true),
          set_config('app.subject_id', coalesce(subject::text, ''), true);
  set local role soloos_app;
  if not exists (select from public.organizations o
                 where o.id = organization and o.suspended_at is null and o.deleted_at is null) then
    raise exception 'app.enter: the organisation is closed' using errcode = 'SO410';
  end if;
end
$$;

-- Jobs that were refused meanwhile start over at once when their organisation opens again. They are found by
-- the word `organization` in what they carry.
create function app.wake_jobs(organization uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update graphile_worker._private_jobs set attempts = 0, run_at = now()
  where payload ->> 'organization' = organization::text and locked_at is null;
end
$$;
revoke execute on function app.wake_jobs(uuid) from public;
grant execute on function app.wake_jobs(uuid) to soloos_platform;
