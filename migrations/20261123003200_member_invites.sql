-- Member invitations as they are made: with a tier, a term, and the mail that carries them.
alter table memberships
  add column tier text not null default 'free'
    constraint memberships_tier_check check (tier in ('free', 'pro', 'enterprise'));

alter table mails add constraint mails_organization_id_id_key unique (organization_id, id);

alter table invites
  add column tier text not null default 'free'
    constraint invites_tier_check check (tier in ('free', 'pro', 'enterprise')),
  add column valid_hours integer not null default 72
    constraint invites_valid_hours_check check (valid_hours between 1 and 720),
  add column sent_again_at timestamptz,
  add column mail_id uuid,
  add column bounced_at timestamptz,
  add constraint invites_mail_id_fkey foreign key (organization_id, mail_id)
    references mails (organization_id, id) on delete set null (mail_id);
-- One open invitation for an address, however often somebody presses the button.
create unique index invites_open_key on invites (organization_id, email) where accepted_at is null and revoked_at is null;
create index invites_mail_id_idx on invites (organization_id, mail_id);
