//! The log as a page shows it: of the caller's organisation, or of the whole platform.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::Permission;
use domain::audit::{AuditPage, AuditQuery, AuditRow, Doer, action_label};
use domain::ids::OrganizationId;
use server_core::moments::{moment, zone};
use server_core::{Backend, Caller, God, Result};
use sqlx::PgConnection;

use super::changes::changes;
use super::query::{Filter, Row, cursor, rows};
use super::words::in_words;

/// How many entries one page shows.
const PAGE: usize = 50;

/// A stretch of the organisation's own log.
pub async fn log(backend: &Backend, caller: &Caller, query: AuditQuery) -> Result<AuditPage> {
    caller.allow(Permission::SeeAudit)?;
    let mut tx = backend.db.tenant(caller).await?;
    let now = tx.now();
    let zone = sqlx::query_scalar!("select time_zone from organizations where id = $1", caller.org().0)
        .fetch_one(tx.conn())
        .await?;
    let zone = self::zone(&zone);
    let filter = Filter::of(&query, Some(caller.org().0), zone)?;
    let mut page = page(tx.conn(), &filter, now, zone).await?;
    for row in &mut page.rows {
        row.organization = None;
    }
    Ok(in_words(backend, page, true))
}

/// A stretch of the whole platform's log, or of one organisation's, in UTC.
pub async fn platform_log(
    backend: &Backend,
    god: &God,
    organization: Option<OrganizationId>,
    query: AuditQuery,
) -> Result<AuditPage> {
    let mut tx = backend.db.platform(god).await?;
    let now = tx.now();
    let filter = Filter::of(&query, organization.map(|organization| organization.0), Tz::UTC)?;
    let page = page(tx.conn(), &filter, now, Tz::UTC).await?;
    Ok(in_words(backend, page, organization.is_some()))
}

async fn page(conn: &mut PgConnection, filter: &Filter, now: DateTime<Utc>, zone: Tz) -> Result<AuditPage> {
    let mut found = rows(conn, filter, PAGE + 1).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| more).map(cursor);
    let rows = found.into_iter().map(|row| shown(row, now, zone)).collect();
    Ok(AuditPage { rows, next, actions: Vec::new() })
}

pub(super) fn shown(row: Row, now: DateTime<Utc>, zone: Tz) -> AuditRow {
    let doer = doer(&row);
    let in_place_of =
        (row.actor_id != row.subject_id).then(|| row.subject_name.clone().unwrap_or_else(|| Doer::Former.label()));
    AuditRow {
        id: row.id,
        at: moment(row.created_at, now, zone),
        doer,
        in_place_of,
        changes: changes(&row.detail),
        what: action_label(&row.action),
        action: row.action,
        target: row.target,
        request_id: row.request_id,
        address: row.address,
        organization: row.organization,
    }
}

fn doer(row: &Row) -> Doer {
    match (row.doer.as_str(), row.actor_name.clone()) {
        ("platform", _) => Doer::Platform,
        ("operator", name) => Doer::Operator(name),
        (_, Some(name)) => Doer::Person(name),
        (_, None) => Doer::Former,
    }
}
