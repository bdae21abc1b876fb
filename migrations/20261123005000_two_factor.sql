-- The second factor of a person: the secret of their authenticator app, sealed, and recovery codes, hashed.
create table totp_credentials (
  user_id uuid primary key references users (id) on delete cascade,
  secret bytea not null,
  -- Null while it waits for its first code; it can then be confirmed in one session only.
  confirmed_at timestamptz,
  session_id uuid references sessions (id) on delete set null,
  -- The time step of the last code that was taken: no code counts twice.
  last_step bigint,
  created_at timestamptz not null
);
create index totp_credentials_session_id_idx on totp_credentials (session_id);
select app.protect_platform_table('totp_credentials', 'soloos_identity');

create table recovery_codes (
  user_id uuid not null references users (id) on delete cascade,
  code_hash bytea not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (user_id, code_hash),
  constraint recovery_codes_code_hash_check check (octet_length(code_hash) = 32)
);
select app.protect_platform_table('recovery_codes', 'soloos_identity');
