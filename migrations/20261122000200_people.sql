-- People: one row a person, whatever organisations they belong to.
create table users (
  id uuid primary key,
  email text not null,
  name text not null,
  email_verified_at timestamptz,
  is_god boolean not null default false,
  theme text not null default 'system',
  created_at timestamptz not null default now(),
  constraint users_email_check check (email = lower(email) and length(email) between 3 and 254),
  constraint users_name_check check (length(name) between 1 and 120),
  constraint users_theme_check check (theme in ('system', 'light', 'dark'))
);
create unique index users_email_key on users (email);
select app.protect_platform_table('users', 'soloos_identity', 'soloos_platform');

-- Kept apart from users, so that no tenant query can ever reach a hash.
create table user_credentials (
  user_id uuid primary key references users (id) on delete cascade,
  password_hash text not null,
  changed_at timestamptz not null default now()
);
select app.protect_platform_table('user_credentials', 'soloos_identity');
