-- Counts what is stored already, once: for organisations older than the counters, and for loads of test data.
create function app.count_usage(at timestamptz) returns void language plpgsql set search_path = public, pg_temp as $$
declare
  today date := (at at time zone 'UTC')::date;
begin
  delete from organization_days;
  insert into organization_days (organization_id, day, conversations, messages, active_members, input_tokens, output_tokens, cost_microcents)
  select organization_id, day, sum(conversations), sum(messages), sum(active), sum(input), sum(output), sum(cost)
  from (
    select organization_id, (created_at at time zone 'UTC')::date as day, count(*) as conversations, 0 as messages,
      0 as active, 0 as input, 0 as output, 0 as cost
    from conversations group by 1, 2
    union all
    select m.organization_id, (m.created_at at time zone 'UTC')::date, 0, count(*), count(distinct c.user_id), 0, 0, 0
    from messages m join conversations c on c.organization_id = m.organization_id and c.id = m.conversation_id
    group by 1, 2
    union all
    select organization_id, (finished_at at time zone 'UTC')::date, 0, 0, 0, coalesce(sum(input_tokens), 0),
      coalesce(sum(output_tokens), 0), coalesce(sum(cost_microcents), 0)
    from runs where finished_at is not null group by 1, 2
  ) parts group by 1, 2;

  insert into active_members (organization_id, day, user_id)
  select distinct c.organization_id, today, c.user_id
  from messages m join conversations c on c.organization_id = m.organization_id and c.id = m.conversation_id
  where m.created_at >= today and c.updated_at >= today
  on conflict do nothing;

  update organization_counters c set
    members = (select count(*) from memberships m where m.organization_id = c.organization_id),
    conversations = coalesce(d.conversations, 0), messages = coalesce(d.messages, 0),
    conversations_30d = coalesce(d.conversations_30d, 0), messages_30d = coalesce(d.messages_30d, 0),
    cost_30d_microcents = coalesce(d.cost_30d, 0), cost_month_microcents = coalesce(d.cost_month, 0),
    last_activity_at = d.last_day, counted_on = today
  from organization_counters k left join (
    select organization_id, sum(conversations) as conversations, sum(messages) as messages,
      sum(conversations) filter (where day > today - 30) as conversations_30d,
      sum(messages) filter (where day > today - 30) as messages_30d,
      sum(cost_microcents) filter (where day > today - 30) as cost_30d,
      sum(cost_microcents) filter (where day >= date_trunc('month', today::timestamp)::date) as cost_month,
      max(day)::timestamp at time zone 'UTC' as last_day
    from organization_days group by 1
  ) d on d.organization_id = k.organization_id
  where k.organization_id = c.organization_id;
  update organization_counters c set last_activity_at = v.at
  from (select organization_id, max(updated_at) as at from conversations group by 1) v where v.organization_id = c.organization_id;

  delete from platform_days;
  insert into platform_days (day, organizations, members, mrr_cents, conversations, messages, active_members, input_tokens, output_tokens, cost_microcents)
  with span as (
    select generate_series(least(today, (min(created_at) at time zone 'UTC')::date), today, interval '1 day')::date as day
    from organizations
  ), used as (
    select day, sum(conversations) as conversations, sum(messages) as messages, sum(active_members) as active,
      sum(input_tokens) as input, sum(output_tokens) as output, sum(cost_microcents) as cost
    from organization_days group by day
  ), founded as (
    select (created_at at time zone 'UTC')::date as day, count(*) as organizations from organizations
    where deleted_at is null group by 1
  ), joined as (
    select (created_at at time zone 'UTC')::date as day, count(*) as members from memberships group by 1
  ), earned as (
    select day, sum(cents) as cents from (
      select (started_at at time zone 'UTC')::date as day, price_cents as cents from subscriptions
      union all
      select (ended_at at time zone 'UTC')::date, -price_cents from subscriptions where ended_at is not null
    ) steps group by day
  )
  select s.day, sum(coalesce(f.organizations, 0)) over by_day, sum(coalesce(j.members, 0)) over by_day,
    sum(coalesce(e.cents, 0)) over by_day, coalesce(u.conversations, 0), coalesce(u.messages, 0),
    coalesce(u.active, 0), coalesce(u.input, 0), coalesce(u.output, 0), coalesce(u.cost, 0)
  from span s left join used u using (day) left join founded f using (day) left join joined j using (day)
  left join earned e using (day)
  window by_day as (order by s.day);
end
$$;
grant execute on function app.count_usage(timestamptz) to soloos_platform;

-- The owner of the tables is bound by their policies too; the operator's role sees every organisation.
set local role soloos_platform;
do $$
begin
  perform app.subscribe(o.id, o.tier, o.created_at, o.deleted_at is null), app.index_organization(o.id) from organizations o;
  perform app.count_usage(now());
end
$$;
reset role;
