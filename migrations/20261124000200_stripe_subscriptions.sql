-- Every subscription that Stripe has told of, so that of two that run for one organisation the earlier can be ended,
-- and one that we have ended counts no more whatever is still told of it.
create table stripe_subscriptions (
  id text primary key,
  organization_id uuid not null,
  status text not null,
  begun_at timestamptz not null,
  -- The time of the newest event that was heeded: older ones that arrive late say nothing new.
  heard_at timestamptz not null,
  constraint stripe_subscriptions_status_check check (status in ('running', 'ended', 'cancelled'))
);
create index stripe_subscriptions_organization_id_idx on stripe_subscriptions (organization_id);
select app.protect_platform_table('stripe_subscriptions', 'soloos_platform');

-- The owner of the tables is bound by their policies too; the operator's role sees every organisation.
set local role soloos_platform;
insert into stripe_subscriptions (id, organization_id, status, begun_at, heard_at)
select subscription, organization_id, 'running', heard_at, heard_at from billing_accounts where subscription is not null;
reset role;
alter table billing_accounts drop column heard_at;

-- Adds the job that ends a subscription where it is paid.
create function app.cancel_subscription(subscription text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job('cancel_subscription', json_build_object('subscription', subscription),
    job_key := 'subscription:' || subscription, max_attempts := 25);
end
$$;
revoke execute on function app.cancel_subscription(text) from public;
grant execute on function app.cancel_subscription(text) to soloos_platform;

-- Who deleted it matters by their role, and that outlasts the person's account.
alter table organizations add column deleted_by_owner boolean not null default false;
set local role soloos_platform;
update organizations set deleted_by_owner = true where deleted_by is not null;
reset role;
alter table organizations drop column deleted_by;
