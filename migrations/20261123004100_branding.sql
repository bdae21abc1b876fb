-- How an organisation looks and sounds: pictures, the sender of its mails, words of welcome.
alter table organizations
  add column logo_key text,
  add column favicon_key text,
  add column sender_name text,
  add column welcome_text text,
  add constraint organizations_logo_key_fkey foreign key (id, logo_key) references files (organization_id, key),
  add constraint organizations_favicon_key_fkey foreign key (id, favicon_key) references files (organization_id, key),
  add constraint organizations_sender_name_check check (length(sender_name) between 1 and 60),
  add constraint organizations_welcome_text_check check (length(welcome_text) between 1 and 280);
grant update (logo_key, favicon_key, sender_name, welcome_text) on organizations to soloos_app;

-- The name in front of the sender's address, as it was when the mail was written.
alter table mails add column sender_name text;
