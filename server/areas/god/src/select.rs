//! The one query of the operator's list: filtered, sorted by an index of its own for each column, and read as lines.

use chrono::{DateTime, Utc};
use domain::ids::OrganizationId;
use domain::organizations::OrganizationState;
use domain::pictures::Picture;
use god_domain::{Order, OrganizationQuery, OrganizationRow, OrganizationSort, TierChoice};
use server_core::moments::Reader;
use server_core::{Result, files};
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

const LINES: &str = "select o.id, o.name, o.logo_key, o.slug, o.tier, p.name as tier_name, o.created_at, o.suspended_at, o.deleted_at, \
     c.owner_email, c.members, c.mrr_cents, c.conversations_30d, c.messages_30d, c.cost_30d_microcents, c.storage_bytes, \
     c.last_activity_at \
     from organization_counters c join organizations o on o.id = c.organization_id join plans p on p.key = o.tier \
     where true";
const COUNT: &str = "select count(*) from organizations o where true";

/// One organisation as the query returns it.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Row {
    id: Uuid,
    pub(super) name: String,
    logo_key: Option<String>,
    pub(super) slug: String,
    tier: String,
    pub(super) tier_name: String,
    pub(super) created_at: DateTime<Utc>,
    suspended_at: Option<DateTime<Utc>>,
    deleted_at: Option<DateTime<Utc>>,
    pub(super) owner_email: Option<String>,
    pub(super) members: i32,
    pub(super) mrr_cents: i32,
    pub(super) conversations_30d: i64,
    pub(super) messages_30d: i64,
    pub(super) cost_30d_microcents: i64,
    pub(super) storage_bytes: i64,
    pub(super) last_activity_at: Option<DateTime<Utc>>,
}

impl Row {
    pub(super) fn state(&self) -> OrganizationState {
        state_of(self.suspended_at, self.deleted_at)
    }

    pub(super) fn line(self, reader: Reader) -> OrganizationRow {
        OrganizationRow {
            state: self.state(),
            id: OrganizationId(self.id),
            created: reader.moment(self.created_at),
            last_activity: self.last_activity_at.map(|at| reader.moment(at)),
            name: self.name,
            logo: files::url(Picture::Logo, self.logo_key.as_deref()),
            slug: self.slug,
            owner_email: self.owner_email,
            members: self.members,
            tier: TierChoice { key: self.tier, name: self.tier_name },
            mrr_cents: self.mrr_cents,
            conversations: self.conversations_30d,
            messages: self.messages_30d,
            cost_microcents: self.cost_30d_microcents,
            storage_bytes: self.storage_bytes,
        }
    }
}

/// The state of an organisation, by the times in its row.
pub(super) fn state_of(suspended: Option<DateTime<Utc>>, deleted: Option<DateTime<Utc>>) -> OrganizationState {
    match (suspended, deleted) {
        (_, Some(_)) => OrganizationState::Deleted,
        (Some(_), None) => OrganizationState::Suspended,
        (None, None) => OrganizationState::Live,
    }
}

/// The rows that the query selects: `limit` of them after the first `offset`.
pub(super) async fn rows(
    conn: &mut PgConnection,
    query: &OrganizationQuery,
    now: DateTime<Utc>,
    (limit, offset): (i64, i64),
) -> Result<Vec<Row>> {
    let mut sql = QueryBuilder::new(LINES);
    filter(&mut sql, query, now);
    sql.push(" order by ").push(ordering(query)).push(" limit ").push_bind(limit);
    sql.push(" offset ").push_bind(offset);
    Ok(sql.build_query_as().fetch_all(conn).await?)
}

/// How many organisations the query matches.
pub(super) async fn count(conn: &mut PgConnection, query: &OrganizationQuery, now: DateTime<Utc>) -> Result<i64> {
    let mut sql = QueryBuilder::new(COUNT);
    filter(&mut sql, query, now);
    Ok(sql.build_query_scalar().fetch_one(conn).await?)
}

/// Only filters that are set become conditions, so that each combination is planned by itself.
fn filter(sql: &mut QueryBuilder<Postgres>, query: &OrganizationQuery, now: DateTime<Utc>) {
    if let Some(words) = query.search() {
        // A range instead of `like`: it uses the index under any plan that the server caches.
        sql.push(" and o.id in (select t.organization_id from organization_terms t where t.term >= lower(")
            .push_bind(words.to_string())
            .push(") and t.term < lower(")
            .push_bind(words.to_string())
            .push(") || chr(1114111))");
    }
    if !query.tier.is_empty() {
        sql.push(" and o.tier = ").push_bind(query.tier.clone());
    }
    match query.state() {
        Some(OrganizationState::Live) => sql.push(" and o.deleted_at is null and o.suspended_at is null"),
        Some(OrganizationState::Suspended) => sql.push(" and o.deleted_at is null and o.suspended_at is not null"),
        Some(OrganizationState::Deleted) => sql.push(" and o.deleted_at is not null"),
        None => sql,
    };
    if let Some(days) = query.since_days() {
        sql.push(" and o.created_at >= ").push_bind(now - chrono::Duration::days(days.into()));
    }
}

/// Each column as its index has it; only our own SQL.
fn ordering(query: &OrganizationQuery) -> String {
    let (sort, order) = query.sorting();
    let (column, id) = match sort {
        OrganizationSort::Name => ("lower(o.name)", "o.id"),
        OrganizationSort::Members => ("c.members", "c.organization_id"),
        OrganizationSort::Tier => ("o.tier", "o.id"),
        OrganizationSort::Mrr => ("c.mrr_cents", "c.organization_id"),
        OrganizationSort::Created => ("o.created_at", "o.id"),
        OrganizationSort::Activity => ("c.last_activity_at", "c.organization_id"),
        OrganizationSort::Conversations => ("c.conversations_30d", "c.organization_id"),
        OrganizationSort::Messages => ("c.messages_30d", "c.organization_id"),
        OrganizationSort::Cost => ("c.cost_30d_microcents", "c.organization_id"),
        OrganizationSort::Storage => ("c.storage_bytes", "c.organization_id"),
        OrganizationSort::State => {
            ("case when o.deleted_at is not null then 2 when o.suspended_at is not null then 1 else 0 end", "o.id")
        }
    };
    // Organisations that were never active are the least active ones.
    let nulls = match (sort, order) {
        (OrganizationSort::Activity, Order::Ascending) => " nulls first",
        (OrganizationSort::Activity, Order::Descending) => " nulls last",
        _ => "",
    };
    let direction = order.as_str();
    format!("{column} {direction}{nulls}, {id} {direction}")
}
