-- What organisations use. Whoever writes adds an entry, which waits for nobody; every few seconds the entries are
-- folded into days and counters, so that lists read one row an organisation and count nothing.
create table usage_entries (
  id bigint generated always as identity,
  organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
  user_id uuid,
  conversations integer not null default 0,
  messages integer not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  cost_microcents bigint not null default 0,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
select app.protect_tenant_table('usage_entries');
revoke update, delete on usage_entries from soloos_app;

-- One day (UTC) of one organisation.
create table organization_days (
  organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
  day date not null,
  conversations bigint not null default 0,
  messages bigint not null default 0,
  active_members integer not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  cost_microcents bigint not null default 0,
  primary key (organization_id, day)
);
create index organization_days_day_idx on organization_days (day);
select app.protect_tenant_table('organization_days');
revoke insert, update, delete on organization_days from soloos_app;

-- Who wrote something on a day, so that nobody is counted twice; kept for days that still change.
create table active_members (
  organization_id uuid not null references organizations (id) on delete cascade,
  day date not null,
  user_id uuid not null references users (id) on delete cascade,
  primary key (organization_id, day, user_id)
);
create index active_members_user_id_idx on active_members (user_id);
create index active_members_day_idx on active_members (day);
select app.protect_platform_table('active_members', 'soloos_platform');

-- The state of one organisation, as the operator's list shows and sorts it.
create table organization_counters (
  organization_id uuid primary key default app.organization_id() references organizations (id) on delete cascade,
  owner_email text,
  members integer not null default 0,
  mrr_cents integer not null default 0,
  conversations bigint not null default 0,
  messages bigint not null default 0,
  conversations_30d bigint not null default 0,
  messages_30d bigint not null default 0,
  cost_30d_microcents bigint not null default 0,
  cost_month_microcents bigint not null default 0,
  storage_bytes bigint not null default 0,
  last_activity_at timestamptz,
  -- The day on which the 30 days and the month were last counted.
  counted_on date not null default '1970-01-01'
);
select app.protect_tenant_table('organization_counters');
revoke insert, delete on organization_counters from soloos_app;
create policy identity_access on organization_counters to soloos_identity using (true) with check (true);
grant select, insert, update on organization_counters to soloos_identity;

-- The list sorts by each of these; organisations of the same figure keep an order of their own.
create index organization_counters_members_idx on organization_counters (members, organization_id);
create index organization_counters_mrr_cents_idx on organization_counters (mrr_cents, organization_id);
create index organization_counters_conversations_30d_idx on organization_counters (conversations_30d, organization_id);
create index organization_counters_messages_30d_idx on organization_counters (messages_30d, organization_id);
create index organization_counters_cost_30d_idx on organization_counters (cost_30d_microcents, organization_id);
create index organization_counters_storage_idx on organization_counters (storage_bytes, organization_id);
create index organization_counters_activity_idx on organization_counters (last_activity_at desc nulls last, organization_id desc);
create index organization_counters_counted_on_idx on organization_counters (counted_on);
create index organizations_name_idx on organizations (lower(name), id);
create index organizations_tier_idx on organizations (tier, id);
create index organizations_created_at_idx on organizations (created_at, id);
create index organizations_state_idx on organizations
  ((case when deleted_at is not null then 2 when suspended_at is not null then 1 else 0 end), id);

-- The whole platform by day; what was counted stays counted when an organisation is purged.
create table platform_days (
  day date primary key,
  organizations integer not null default 0,
  members integer not null default 0,
  mrr_cents bigint not null default 0,
  conversations bigint not null default 0,
  messages bigint not null default 0,
  active_members integer not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  cost_microcents bigint not null default 0,
  -- When organisations, members and revenue were last looked at.
  counted_at timestamptz
);
select app.protect_platform_table('platform_days', 'soloos_platform');

-- What a model costs: cents for a million tokens, which is micro-cents for one. `provider/*` stands for every other
-- model of that provider, `*` for every model that nothing else names.
create table model_prices (
  model text primary key,
  input_cents_per_million integer not null,
  output_cents_per_million integer not null,
  updated_at timestamptz not null default now(),
  constraint model_prices_model_check check (length(model) between 1 and 200),
  constraint model_prices_input_check check (input_cents_per_million >= 0),
  constraint model_prices_output_check check (output_cents_per_million >= 0)
);
-- Before the policies are forced, which hold for the owner of the schema too.
insert into model_prices (model, input_cents_per_million, output_cents_per_million) values
  ('*', 300, 1500), ('local/*', 0, 0), ('ollama/*', 0, 0),
  ('openai/gpt-5', 125, 1000), ('openai/gpt-5-mini', 25, 200), ('openai/gpt-5-nano', 5, 40),
  ('openai/gpt-4.1', 200, 800), ('openai/gpt-4.1-mini', 40, 160), ('openai/gpt-4o', 250, 1000),
  ('openai/gpt-4o-mini', 15, 60),
  ('anthropic/*', 500, 2500), ('anthropic/claude-sonnet-4-5', 300, 1500), ('anthropic/claude-haiku-4-5', 100, 500),
  ('xai/grok-4', 300, 1500);
select app.protect_platform_table('model_prices', 'soloos_platform');
create policy read_by_all on model_prices for select to soloos_app using (true);
grant select on model_prices to soloos_app;

-- What so many tokens of a model cost, in micro-cents.
create function app.model_cost(model_id text, read bigint, written bigint) returns bigint language sql stable as $$
  select coalesce((
    select p.input_cents_per_million * read + p.output_cents_per_million * written from model_prices p
    where p.model in (model_id, split_part(model_id, '/', 1) || '/*', '*')
    order by p.model = model_id desc, length(p.model) desc limit 1), 0)
$$;
grant execute on function app.model_cost(text, bigint, bigint) to soloos_app, soloos_platform;

alter table runs add column cost_microcents bigint;
