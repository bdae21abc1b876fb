-- A text sealed with the platform's key: a server that cannot open it has another key, and would write secrets that
-- its neighbours cannot read.
create table sealing_proof (
  is_the_one boolean primary key default true check (is_the_one),
  sealed bytea not null,
  made_at timestamptz not null
);
select app.protect_platform_table('sealing_proof', 'soloos_platform');
