-- Accounts elsewhere that sign a person in, by the lasting name that their provider gives them.
create table user_identities (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  provider text not null,
  issuer text not null,
  subject text not null,
  email text,
  created_at timestamptz not null,
  last_used_at timestamptz,
  constraint user_identities_subject_check check (length(subject) between 1 and 255)
);
create unique index user_identities_issuer_subject_key on user_identities (issuer, subject);
create index user_identities_user_id_idx on user_identities (user_id);
select app.protect_platform_table('user_identities', 'soloos_identity');
