-- What an organisation calls its member tiers, the lowest first.
alter table organizations
  add column member_tier_names text[] not null default '{Free,Pro,Enterprise}'
    constraint organizations_member_tier_names_check check (cardinality(member_tier_names) = 3);
grant update (member_tier_names) on organizations to soloos_app;

-- An owner's offer to hand the organisation over. It counts once both have confirmed it; if either leaves, it is gone.
create table ownership_transfers (
  id uuid not null,
  organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
  from_user_id uuid not null,
  to_user_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  outcome text,
  primary key (organization_id, id),
  constraint ownership_transfers_from_fkey foreign key (organization_id, from_user_id)
    references memberships (organization_id, user_id) on delete cascade,
  constraint ownership_transfers_to_fkey foreign key (organization_id, to_user_id)
    references memberships (organization_id, user_id) on delete cascade,
  constraint ownership_transfers_two_check check (from_user_id <> to_user_id),
  constraint ownership_transfers_outcome_check
    check ((ended_at is null) = (outcome is null) and outcome in ('accepted', 'declined', 'withdrawn', 'expired'))
);
create unique index ownership_transfers_open_key on ownership_transfers (organization_id) where ended_at is null;
create index ownership_transfers_from_idx on ownership_transfers (organization_id, from_user_id);
create index ownership_transfers_to_idx on ownership_transfers (organization_id, to_user_id);
select app.protect_tenant_table('ownership_transfers');
