-- Whole organisations, packed for their owners to take along; each is kept for a week.
create table exports (
  id uuid not null,
  organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
  requested_by uuid references users (id) on delete set null,
  status text not null default 'queued',
  attempts integer not null default 0,
  done integer not null default 0,
  total integer not null default 0,
  object_key text,
  bytes bigint,
  created_at timestamptz not null,
  finished_at timestamptz,
  expires_at timestamptz,
  primary key (organization_id, id),
  constraint exports_status_check check (status in ('queued', 'running', 'ready', 'failed', 'expired')),
  constraint exports_object_key_check
    check (split_part(object_key, '/', 2) like organization_id::text || '-%' and length(object_key) <= 200),
  constraint exports_ready_check check (status <> 'ready' or (object_key is not null and bytes is not null and expires_at is not null))
);
create unique index exports_object_key_key on exports (object_key);
create index exports_requested_by_idx on exports (requested_by);
create index exports_expires_at_idx on exports (expires_at) where status = 'ready';
-- One at a time: two presses make one export.
create unique index exports_open_key on exports (organization_id) where status in ('queued', 'running');
select app.protect_tenant_table('exports');

-- Adds the job that packs an export of the transaction's own organisation.
create function app.add_export(export_id uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job('export_organization',
    json_build_object('organization', app.organization_id(), 'export', export_id),
    job_key := 'export:' || export_id, max_attempts := 25);
end
$$;
revoke execute on function app.add_export(uuid) from public;
grant execute on function app.add_export(uuid) to soloos_app;

create function app.remove_export() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform app.remove_object(old.object_key);
  return null;
end
$$;
revoke execute on function app.remove_export() from public;
create trigger exports_expire after update of object_key on exports for each row
  when (old.object_key is distinct from new.object_key and old.object_key is not null) execute function app.remove_export();
create trigger exports_remove after delete on exports for each row
  when (old.object_key is not null) execute function app.remove_export();
