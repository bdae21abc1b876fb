-- Jobs that wait since before say whose they are, too. Until now their keys led to rows that know.
do $$
declare
  known jsonb;
begin
  -- The queue's own library makes its tables; where it has made none, nothing waits.
  if to_regclass('graphile_worker._private_jobs') is null then
    return;
  end if;
  -- The owner of the tables is bound by their policies; the operator's role sees every organisation.
  set local role soloos_platform;
  select coalesce(jsonb_object_agg(j.key, j.organization_id), '{}') into known
  from (
    select 'mail:' || id as key, organization_id from mails where status in ('queued', 'sending')
    union all select 'export:' || id, organization_id from exports where status in ('queued', 'running')
    union all select 'subscription:' || id, organization_id from stripe_subscriptions
  ) j
  where j.organization_id is not null;
  reset role;
  update graphile_worker._private_jobs j
  set payload = (j.payload::jsonb || jsonb_build_object('organization', known ->> j.key))::json
  where known ? j.key;
  -- Every object but a person's picture has its organisation in its name.
  update graphile_worker._private_jobs j
  set payload = (j.payload::jsonb || jsonb_build_object('organization', substring(j.key from '^object:[a-z]+/([0-9a-f-]{36})-')))::json
  where j.key ~ '^object:[a-z]+/[0-9a-f-]{36}-' and j.key not like 'object:avatars/%';
end
$$;
