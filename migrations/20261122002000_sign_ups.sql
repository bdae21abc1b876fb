-- Open sign-ups that wait for the confirmation of their address. Nothing else exists of them until then:
-- no person whose address somebody else holds, and no organisation of somebody who never comes back.
create table sign_ups (
  token_hash bytea primary key,
  email text not null,
  name text not null,
  organization_name text not null,
  password_hash text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint sign_ups_token_hash_check check (octet_length(token_hash) = 32),
  constraint sign_ups_email_check check (email = lower(email) and length(email) between 3 and 254),
  constraint sign_ups_name_check check (length(name) between 1 and 120),
  constraint sign_ups_organization_name_check check (length(organization_name) between 1 and 120)
);
create index sign_ups_email_idx on sign_ups (email, created_at desc);
create index sign_ups_expires_at_idx on sign_ups (expires_at);
select app.protect_platform_table('sign_ups', 'soloos_identity');
