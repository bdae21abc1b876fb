-- Mails whose links an operator sees for a while, after a proof for that very mail.
create table mail_reveals (
  session_id uuid not null references sessions (id) on delete cascade,
  mail_id uuid not null references mails (id) on delete cascade,
  revealed_at timestamptz not null,
  primary key (session_id, mail_id)
);
create index mail_reveals_mail_id_idx on mail_reveals (mail_id);
select app.protect_platform_table('mail_reveals', 'soloos_platform');
