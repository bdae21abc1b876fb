-- Invitations of the operator: whoever accepts one founds the organisation that it describes, and owns it.
create table owner_invites (
  id uuid primary key,
  token_hash bytea not null,
  email text not null,
  organization_name text not null,
  tier text not null,
  seats integer,
  features text[] not null default '{}',
  agent_name text,
  agent_prompt text,
  valid_hours integer not null,
  created_by uuid references users (id) on delete set null,
  created_at timestamptz not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  resent integer not null default 0,
  mail_id uuid references mails (id) on delete set null,
  opened_at timestamptz,
  bounced_at timestamptz,
  accepted_at timestamptz,
  revoked_at timestamptz,
  founded_id uuid references organizations (id) on delete set null,
  constraint owner_invites_token_hash_check check (octet_length(token_hash) = 32),
  constraint owner_invites_email_check check (email = lower(email) and length(email) between 3 and 254),
  constraint owner_invites_organization_name_check check (length(organization_name) between 1 and 120),
  constraint owner_invites_tier_fkey foreign key (tier) references plans (key),
  constraint owner_invites_seats_check check (seats > 0),
  constraint owner_invites_agent_name_check check (length(agent_name) between 1 and 80),
  constraint owner_invites_agent_prompt_check check (length(agent_prompt) <= 20000),
  constraint owner_invites_valid_hours_check check (valid_hours between 1 and 720),
  constraint owner_invites_accepted_check check (founded_id is null or accepted_at is not null)
);
create unique index owner_invites_token_hash_key on owner_invites (token_hash);
-- One open invitation for an address to an organisation of this name, however often somebody presses the button.
create unique index owner_invites_open_key on owner_invites (email, lower(organization_name))
  where accepted_at is null and revoked_at is null;
create index owner_invites_created_at_idx on owner_invites (created_at desc, id desc);
create index owner_invites_mail_id_idx on owner_invites (mail_id);
create index owner_invites_founded_id_idx on owner_invites (founded_id);
create index owner_invites_created_by_idx on owner_invites (created_by);
select app.protect_platform_table('owner_invites', 'soloos_platform');
-- The sign-in desk reads an invitation and uses it up; it neither makes nor deletes one.
create policy identity_access on owner_invites to soloos_identity using (true) with check (true);
grant select, update on owner_invites to soloos_identity;
