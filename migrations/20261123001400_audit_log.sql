-- The trail as a log that people read: filters that stay quick, and how long it is kept.
create index audit_events_action_idx on audit_events (organization_id, action, created_at desc);
create index audit_events_every_action_idx on audit_events (action, created_at desc);

alter table organizations
  add column audit_days integer not null default 365
    constraint organizations_audit_days_check check (audit_days between 30 and 3650);
grant update (audit_days) on organizations to soloos_app;

-- Nobody who works with the trail can take anything out of it. What is older than its organisation wants to keep
-- goes through this one function, which runs as the schema's owner and can do nothing else.
create policy retention on audit_events to current_user using (true);
create function app.purge_audit(organization uuid, before timestamptz) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  purged bigint;
begin
  delete from audit_events where organization_id = organization and created_at < before;
  get diagnostics purged = row_count;
  return purged;
end
$$;
revoke execute on function app.purge_audit(uuid, timestamptz) from public;
grant execute on function app.purge_audit(uuid, timestamptz) to soloos_platform;
