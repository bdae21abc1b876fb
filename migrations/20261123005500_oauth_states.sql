-- Sign-ins at a provider that have not come back yet: used once, by the browser that began them.
create table oauth_states (
  state_hash bytea primary key,
  browser_hash bytea not null,
  provider text not null,
  -- The session that links an account; null for a sign-in.
  session_id uuid references sessions (id) on delete cascade,
  next text not null,
  -- Nonce, PKCE verifier and the invitation that may be on the way, sealed.
  sealed bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint oauth_states_state_hash_check check (octet_length(state_hash) = 32)
);
create index oauth_states_session_id_idx on oauth_states (session_id);
create index oauth_states_expires_at_idx on oauth_states (expires_at);
select app.protect_platform_table('oauth_states', 'soloos_identity');
