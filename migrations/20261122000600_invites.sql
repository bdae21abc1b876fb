-- Invitations to join an organisation, bound to an address.
create table invites (
  id uuid primary key,
  organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
  email text not null,
  role text not null,
  token_hash bytea not null,
  invited_by uuid references users (id) on delete set null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  constraint invites_role_check check (role in ('owner', 'admin', 'member')),
  constraint invites_email_check check (email = lower(email))
);
create unique index invites_token_hash_key on invites (token_hash);
create index invites_organization_id_idx on invites (organization_id, created_at desc);
select app.protect_tenant_table('invites');
create policy identity_access on invites to soloos_identity using (true) with check (true);
grant select, update on invites to soloos_identity;
