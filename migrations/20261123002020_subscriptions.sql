-- Which plan an organisation was on, when, and at what price: written whenever its tier changes, it ends or comes
-- back, whoever changes it. Only the operator's and the sign-up desk's transactions can.
create table subscriptions (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
  plan text not null references plans (key),
  price_cents integer not null,
  source text not null default 'manual',
  started_at timestamptz not null,
  ended_at timestamptz,
  constraint subscriptions_price_cents_check check (price_cents >= 0),
  constraint subscriptions_source_check check (source in ('manual', 'stripe')),
  constraint subscriptions_ended_at_check check (ended_at >= started_at)
);
create unique index subscriptions_open_key on subscriptions (organization_id) where ended_at is null;
create index subscriptions_organization_id_idx on subscriptions (organization_id, started_at desc);
select app.protect_tenant_table('subscriptions');
revoke insert, update, delete on subscriptions from soloos_app;
create policy identity_access on subscriptions to soloos_identity using (true) with check (true);
grant select, insert, update on subscriptions to soloos_identity;

-- What came in and went, by month, kept when an organisation is purged.
create table revenue_changes (
  id bigint generated always as identity primary key,
  organization_id uuid not null,
  kind text not null,
  cents integer not null,
  happened_at timestamptz not null,
  constraint revenue_changes_kind_check check (kind in ('new', 'expansion', 'contraction', 'churn'))
);
create index revenue_changes_organization_id_idx on revenue_changes (organization_id, happened_at);
create index revenue_changes_happened_at_idx on revenue_changes (happened_at);
select app.protect_platform_table('revenue_changes', 'soloos_platform', 'soloos_identity');

-- The time of the running transaction as the server's clock tells it, and who causes a change of plan.
create function app.moment() returns timestamptz language sql stable
  as $$ select coalesce(nullif(current_setting('app.moment', true), '')::timestamptz, now()) $$;
grant execute on function app.moment() to soloos_app, soloos_platform, soloos_identity;

-- Ends the open subscription and begins the next, and keeps the counters' monthly revenue.
create function app.subscribe(organization uuid, tier text, at timestamptz, live boolean) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  before integer;
  after integer := 0;
begin
  update subscriptions s set ended_at = greatest(s.started_at, at)
  where s.organization_id = organization and s.ended_at is null returning s.price_cents into before;
  before := coalesce(before, 0);
  if live then
    insert into subscriptions (organization_id, plan, price_cents, source, started_at)
    select organization, p.key, p.price_cents,
      coalesce(nullif(current_setting('app.subscription_source', true), ''), 'manual'), at
    from plans p where p.key = tier returning price_cents into after;
  end if;
  insert into organization_counters (organization_id, mrr_cents) values (organization, after)
  on conflict (organization_id) do update set mrr_cents = excluded.mrr_cents;
  if after <> before then
    insert into revenue_changes (organization_id, kind, cents, happened_at) values (organization,
      case when before = 0 then 'new' when after = 0 then 'churn' when after > before then 'expansion' else 'contraction' end,
      after - before, at);
  end if;
end
$$;
grant execute on function app.subscribe(uuid, text, timestamptz, boolean) to soloos_platform, soloos_identity;

create function app.keep_subscription() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform app.subscribe(new.id, new.tier, new.created_at, new.deleted_at is null);
  elsif new.tier is distinct from old.tier or (new.deleted_at is null) is distinct from (old.deleted_at is null) then
    perform app.subscribe(new.id, new.tier, app.moment(), new.deleted_at is null);
  end if;
  return null;
end
$$;
-- Before the other triggers of the table by its name: they update the counters' row that this one makes.
create trigger organizations_kept after insert or update of tier, deleted_at on organizations
  for each row execute function app.keep_subscription();
