-- Who pays through Stripe: the customer and the running subscription as Stripe names them.
create table billing_accounts (
  organization_id uuid primary key default app.organization_id() references organizations (id) on delete cascade,
  customer text not null,
  subscription text,
  -- The time of the newest event that was heeded: older ones that arrive late say nothing new.
  heard_at timestamptz not null
);
create unique index billing_accounts_customer_key on billing_accounts (customer);
select app.protect_tenant_table('billing_accounts');
revoke insert, update, delete on billing_accounts from soloos_app;

-- Events that were heeded, so that one that comes twice counts once.
create table stripe_events (
  id text primary key,
  kind text not null,
  organization_id uuid,
  received_at timestamptz not null
);
create index stripe_events_received_at_idx on stripe_events (received_at);
create index stripe_events_organization_id_idx on stripe_events (organization_id);
select app.protect_platform_table('stripe_events', 'soloos_platform');
