-- Sessions: an opaque token, hashed at rest, with a sliding and an absolute end.
create table sessions (
  id uuid primary key,
  token_hash bytea not null,
  user_id uuid not null references users (id) on delete cascade,
  current_organization_id uuid references organizations (id) on delete set null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  idle_expires_at timestamptz not null,
  expires_at timestamptz not null,
  address text,
  user_agent text,
  constraint sessions_token_hash_check check (octet_length(token_hash) = 32)
);
create unique index sessions_token_hash_key on sessions (token_hash);
create index sessions_user_id_idx on sessions (user_id);
create index sessions_expires_at_idx on sessions (expires_at);
select app.protect_platform_table('sessions', 'soloos_identity');
