-- Single-use tokens that travel by mail, hashed at rest.
create table email_tokens (
  token_hash bytea primary key,
  user_id uuid references users (id) on delete cascade,
  purpose text not null,
  email text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint email_tokens_purpose_check check (purpose in ('verify_email', 'reset_password', 'change_email'))
);
create index email_tokens_user_id_idx on email_tokens (user_id, purpose);
create index email_tokens_expires_at_idx on email_tokens (expires_at);
select app.protect_platform_table('email_tokens', 'soloos_identity');

-- Attempts counted per key (an address or an account) in fixed windows.
create table throttles (
  key text primary key,
  window_start timestamptz not null,
  attempts integer not null
);
select app.protect_platform_table('throttles', 'soloos_identity');
