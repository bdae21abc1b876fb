-- Sign-ins that wait for their second factor: whose they are is proved once, and nothing else can be done with them.
create table sign_in_challenges (
  token_hash bytea primary key,
  user_id uuid not null references users (id) on delete cascade,
  browser_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint sign_in_challenges_token_hash_check check (octet_length(token_hash) = 32)
);
create index sign_in_challenges_user_id_idx on sign_in_challenges (user_id);
create index sign_in_challenges_expires_at_idx on sign_in_challenges (expires_at);
select app.protect_platform_table('sign_in_challenges', 'soloos_identity');
