-- What was done, by whom, for whom. Append-only for everyone who can reach it.
create table audit_events (
  id uuid primary key,
  organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
  actor_id uuid,
  subject_id uuid,
  action text not null,
  target text,
  detail jsonb not null default '{}',
  request_id text,
  created_at timestamptz not null
);
create index audit_events_organization_id_idx on audit_events (organization_id, created_at desc);
select app.protect_tenant_table('audit_events');
revoke update, delete on audit_events from soloos_app, soloos_platform;
create policy identity_access on audit_events for insert to soloos_identity with check (true);
grant insert on audit_events to soloos_identity;
