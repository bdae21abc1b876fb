-- Plans that organisations are on, with what each allows; null means without limit. The operator edits them.
create table plans (
  key text primary key,
  name text not null,
  seats integer,
  storage_bytes bigint,
  ai_budget_cents integer,
  price_cents integer not null,
  features text[] not null default '{}',
  position smallint not null,
  updated_at timestamptz not null default now(),
  constraint plans_key_check check (key ~ '^[a-z][a-z0-9_]{0,30}$'),
  constraint plans_name_check check (length(name) between 1 and 60),
  constraint plans_seats_check check (seats > 0),
  constraint plans_storage_bytes_check check (storage_bytes >= 0),
  constraint plans_ai_budget_cents_check check (ai_budget_cents >= 0),
  constraint plans_price_cents_check check (price_cents >= 0)
);
-- Before the policies are forced, which hold for the owner of the schema too.
insert into plans (key, name, seats, storage_bytes, ai_budget_cents, price_cents, position) values
  ('free', 'Free', 5, 1073741824, 1000, 0, 1),
  ('pro', 'Pro', 50, 53687091200, 20000, 9900, 2),
  ('enterprise', 'Enterprise', null, 1099511627776, null, 49900, 3);
select app.protect_platform_table('plans', 'soloos_platform');
-- What a plan allows is no secret; only the operator writes it.
create policy read_by_all on plans for select to soloos_app, soloos_identity using (true);
grant select on plans to soloos_app, soloos_identity;

-- The organisation's plan and its state: live, suspended by the operator, or deleted and waiting for its purge.
alter table organizations
  add column tier text not null default 'free' constraint organizations_tier_fkey references plans (key),
  add column suspended_at timestamptz,
  add column suspended_reason text,
  add column deleted_at timestamptz;
create index organizations_deleted_at_idx on organizations (deleted_at) where deleted_at is not null;
