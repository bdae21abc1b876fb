-- A link that was handed over by whoever made it proves nothing about the address it is for: what its holder fills in
-- waits, as an open sign-up does, for the confirmation by mail.
alter table invites add column by_mail boolean not null default true;
-- The owner of the tables is bound by their policies too; the operator's role sees every organisation.
set local role soloos_platform;
update invites set by_mail = false where mail_id is null and accepted_at is null;
reset role;

alter table sign_ups add column invite_id uuid references invites (id) on delete cascade;
create index sign_ups_invite_id_idx on sign_ups (invite_id);
