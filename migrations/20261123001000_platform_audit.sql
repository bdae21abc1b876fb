-- The trail also holds what was done on the platform without an organisation, and where each act came from.
-- A tenant's policy still asks for its own organisation, so it can neither see nor write such a row.
alter table audit_events
  alter column organization_id drop not null,
  add column address text,
  add column doer text not null default 'person'
    constraint audit_events_doer_check check (doer in ('person', 'operator', 'platform'));
create index audit_events_created_at_idx on audit_events (created_at desc, id desc);

-- What was purged and how much of it: outlives the organisation, and names nobody.
create table purge_receipts (
  organization_id uuid primary key,
  name text not null,
  slug text not null,
  deleted_at timestamptz not null,
  purged_at timestamptz not null,
  counts jsonb not null
);
create index purge_receipts_purged_at_idx on purge_receipts (purged_at desc);
select app.protect_platform_table('purge_receipts', 'soloos_platform');
revoke update, delete on purge_receipts from soloos_platform;
