-- The plans of the list's queries as the operator's role runs them.
set role soloos_gate;
begin;
select from app.enter_platform(null);
\echo the busiest first
explain (analyze, costs off, timing off)
select o.name, c.messages_30d from organization_counters c join organizations o on o.id = c.organization_id
join plans p on p.key = o.tier where true order by c.messages_30d desc, c.organization_id desc limit 50;
\echo found by the address of an owner
explain (analyze, costs off, timing off)
select o.name, c.messages_30d from organization_counters c join organizations o on o.id = c.organization_id
join plans p on p.key = o.tier
where o.id in (select t.organization_id from organization_terms t
  where t.term >= lower('olivia.12') and t.term < lower('olivia.12') || chr(1114111))
order by c.messages_30d desc, c.organization_id desc limit 50;
\echo how many live ones on pro
explain (analyze, costs off, timing off)
select count(*) from organizations o where o.tier = 'pro' and o.deleted_at is null and o.suspended_at is null;
rollback;
