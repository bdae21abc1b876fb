-- Keys that let a program act for a member of an organisation, within the scopes that the key names.
create table api_keys (
  id uuid not null,
  organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
  user_id uuid not null,
  name text not null,
  -- The beginning of the key, to tell it by.
  hint text not null,
  key_hash bytea not null,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (organization_id, id),
  -- Who leaves the organisation leaves their keys.
  foreign key (organization_id, user_id) references memberships (organization_id, user_id) on delete cascade,
  constraint api_keys_name_check check (length(name) between 1 and 80),
  constraint api_keys_key_hash_check check (octet_length(key_hash) = 32)
);
create unique index api_keys_key_hash_key on api_keys (key_hash);
create index api_keys_user_id_idx on api_keys (organization_id, user_id);
select app.protect_tenant_table('api_keys');
-- The sign-in desk finds out whose key it is.
create policy identity_access on api_keys to soloos_identity using (true) with check (true);
grant select, update (last_used_at) on api_keys to soloos_identity;
