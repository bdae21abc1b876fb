//! Folds usage entries into days and counters, one server at a time, in one short transaction.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::db::PlatformTx;
use crate::{Backend, Result};

/// How long a figure may lag behind what it counts.
const PAUSE: Duration = Duration::from_secs(5);
/// Entries folded at once; the rest waits for the next round.
const ROUND: i64 = 20_000;
/// Organisations, members and revenue of the platform are counted no more often than this.
const GLANCE: chrono::TimeDelta = chrono::TimeDelta::minutes(1);
/// No entry arrives later than this, so earlier active people need not be remembered.
const REMEMBERED_DAYS: i32 = 3;

/// Folds waiting entries; returns how many. Does nothing while another server folds.
pub async fn fold(backend: &Backend) -> Result<u64> {
    let mut tx = backend.db.upkeep().await?;
    let now = tx.now();
    let alone = sqlx::query_scalar!(r#"select pg_try_advisory_xact_lock(hashtext('soloos.usage')) as "alone!""#)
        .fetch_one(tx.conn())
        .await?;
    if !alone {
        return Ok(0);
    }
    let taken = take(&mut tx).await?;
    recount(&mut tx, &taken.organizations, now.date_naive()).await?;
    glance(&mut tx, now).await?;
    tx.commit().await?;
    Ok(taken.entries)
}

struct Taken {
    entries: u64,
    organizations: Vec<Uuid>,
}

/// Moves entries into the days of their organisations and of the platform, and into the running totals.
async fn take(tx: &mut PlatformTx) -> Result<Taken> {
    let rows = sqlx::query!(
        r#"with taken as (
             delete from usage_entries where (organization_id, id) in
               (select organization_id, id from usage_entries order by organization_id, id limit $1)
             returning *, (created_at at time zone 'UTC')::date as day
           ), people as (
             insert into active_members (organization_id, day, user_id)
             select distinct t.organization_id, t.day, t.user_id from taken t join users u on u.id = t.user_id
             where t.messages > 0 on conflict do nothing returning organization_id, day
           ), per_day as (
             select t.organization_id, t.day, sum(t.conversations) as conversations, sum(t.messages) as messages,
               sum(t.input_tokens) as input, sum(t.output_tokens) as output, sum(t.cost_microcents) as cost,
               (select count(*) from people p where p.organization_id = t.organization_id and p.day = t.day) as active
             from taken t group by 1, 2
           ), days as (
             insert into organization_days as d
               (organization_id, day, conversations, messages, active_members, input_tokens, output_tokens, cost_microcents)
             select organization_id, day, conversations, messages, active, input, output, cost from per_day
             on conflict (organization_id, day) do update set
               conversations = d.conversations + excluded.conversations, messages = d.messages + excluded.messages,
               active_members = d.active_members + excluded.active_members,
               input_tokens = d.input_tokens + excluded.input_tokens,
               output_tokens = d.output_tokens + excluded.output_tokens,
               cost_microcents = d.cost_microcents + excluded.cost_microcents
           ), platform as (
             insert into platform_days as d
               (day, conversations, messages, active_members, input_tokens, output_tokens, cost_microcents)
             select day, sum(conversations), sum(messages), sum(active), sum(input), sum(output), sum(cost)
             from per_day group by day
             on conflict (day) do update set
               conversations = d.conversations + excluded.conversations, messages = d.messages + excluded.messages,
               active_members = d.active_members + excluded.active_members,
               input_tokens = d.input_tokens + excluded.input_tokens,
               output_tokens = d.output_tokens + excluded.output_tokens,
               cost_microcents = d.cost_microcents + excluded.cost_microcents
           ), totals as (
             select organization_id, count(*) as entries, sum(conversations) as conversations, sum(messages) as messages,
               max(created_at) filter (where user_id is not null) as last
             from taken group by 1
           )
           update organization_counters c set conversations = c.conversations + t.conversations,
             messages = c.messages + t.messages,
             last_activity_at = greatest(c.last_activity_at, t.last)
           from totals t where c.organization_id = t.organization_id
           returning c.organization_id, t.entries as "entries!""#,
        ROUND
    )
    .fetch_all(tx.conn())
    .await?;
    let entries = rows.iter().map(|row| u64::try_from(row.entries).unwrap_or_default()).sum();
    Ok(Taken { entries, organizations: rows.into_iter().map(|row| row.organization_id).collect() })
}

/// Counts 30 days and the month again from the days: for these organisations, and for all on the first fold of a day.
async fn recount(tx: &mut PlatformTx, organizations: &[Uuid], today: NaiveDate) -> Result<()> {
    sqlx::query!(
        "update organization_counters c set conversations_30d = s.conversations, messages_30d = s.messages,
           cost_30d_microcents = s.cost, cost_month_microcents = s.month, counted_on = $2
         from (
           select k.organization_id,
             coalesce(sum(d.conversations) filter (where d.day > $2::date - 30), 0) as conversations,
             coalesce(sum(d.messages) filter (where d.day > $2::date - 30), 0) as messages,
             coalesce(sum(d.cost_microcents) filter (where d.day > $2::date - 30), 0) as cost,
             coalesce(sum(d.cost_microcents) filter (where d.day >= date_trunc('month', $2::timestamp)::date), 0) as month
           from organization_counters k
           left join organization_days d on d.organization_id = k.organization_id and d.day > $2::date - 31
           where k.organization_id = any ($1) or k.counted_on < $2
           group by k.organization_id
         ) s
         where c.organization_id = s.organization_id",
        organizations,
        today
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes today's number of organisations and members and what they pay.
async fn glance(tx: &mut PlatformTx, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into platform_days as d (day, organizations, members, mrr_cents, counted_at)
         select $1, count(*), coalesce(sum(c.members), 0), coalesce(sum(c.mrr_cents), 0), $2
         from organizations o join organization_counters c on c.organization_id = o.id
         where o.deleted_at is null
           and not exists (select from platform_days p where p.day = $1 and p.counted_at > $3)
         having not exists (select from platform_days p where p.day = $1 and p.counted_at > $3)
         on conflict (day) do update set organizations = excluded.organizations, members = excluded.members,
           mrr_cents = excluded.mrr_cents, counted_at = excluded.counted_at",
        now.date_naive(),
        now,
        now - GLANCE
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Deletes who was active on days that no entry can reach any more.
pub async fn purge(backend: &Backend) -> Result<()> {
    let mut tx = backend.db.upkeep().await?;
    let today = tx.now().date_naive();
    sqlx::query!("delete from active_members where day < $1::date - $2::integer", today, REMEMBERED_DAYS)
        .execute(tx.conn())
        .await?;
    tx.commit().await
}

/// Folds every few seconds until shutdown, and once more then.
pub async fn keep_folding(backend: Backend) {
    let mut pause = tokio::time::interval(PAUSE);
    pause.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        let ending = tokio::select! {
            () = backend.shutdown.cancelled() => true,
            _ = pause.tick() => false,
        };
        if let Err(error) = fold(&backend).await {
            tracing::error!(%error, "usage could not be counted");
        }
        if ending {
            return;
        }
    }
}
