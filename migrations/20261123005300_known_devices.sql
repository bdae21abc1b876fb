-- Browsers that a person has signed in with: a sign-in on any other one is told by mail.
create table known_devices (
  user_id uuid not null references users (id) on delete cascade,
  token_hash bytea not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (user_id, token_hash),
  constraint known_devices_token_hash_check check (octet_length(token_hash) = 32)
);
create index known_devices_last_seen_at_idx on known_devices (last_seen_at);
select app.protect_platform_table('known_devices', 'soloos_identity');
