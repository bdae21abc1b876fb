-- Organisations (the tenants) and who belongs to them.
create table organizations (
  id uuid primary key,
  name text not null,
  slug text not null,
  time_zone text not null default 'UTC',
  accent text not null default '#4f46e5',
  created_at timestamptz not null default now(),
  constraint organizations_name_check check (length(name) between 1 and 120),
  constraint organizations_slug_check check (slug ~ '^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$'),
  constraint organizations_accent_check check (accent ~ '^#[0-9a-f]{6}$')
);
create unique index organizations_slug_key on organizations (slug);
select app.protect_platform_table('organizations', 'soloos_identity', 'soloos_platform');
create policy tenant_isolation on organizations to soloos_app
  using (id = app.organization_id()) with check (id = app.organization_id());
grant select, update (name, slug, time_zone, accent) on organizations to soloos_app;

create table memberships (
  organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  role text not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, user_id),
  constraint memberships_role_check check (role in ('owner', 'admin', 'member'))
);
create index memberships_user_id_idx on memberships (user_id);
select app.protect_tenant_table('memberships');
create policy identity_access on memberships to soloos_identity using (true) with check (true);
grant select, insert, update, delete on memberships to soloos_identity;

-- A tenant sees the people it shares, and of them only what a member list shows.
create policy tenant_people on users for select to soloos_app
  using (exists (select from memberships m where m.organization_id = app.organization_id() and m.user_id = users.id));
grant select (id, email, name, email_verified_at, created_at) on users to soloos_app;
