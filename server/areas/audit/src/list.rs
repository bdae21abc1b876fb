//! The log as a page shows it: of the caller's organisation, or of the whole platform.

use audit_domain::{AuditLog, AuditQuery, AuditRow, Doer, action_label};
use domain::Permission;
use domain::ids::OrganizationId;
use server_core::moments::Reader;
use server_core::{Backend, Caller, God, Result, cursor};
use sqlx::PgConnection;

use super::changes::changes;
use super::query::{Filter, Row, rows};
use super::words::in_words;

/// How many entries one page shows.
const PAGE: u32 = 50;

/// A page of the organisation's own log.
pub async fn log(backend: &Backend, caller: &Caller, query: AuditQuery) -> Result<AuditLog> {
    caller.allow(Permission::SeeAudit)?;
    let mut tx = backend.db.tenant(caller).await?;
    let reader = tx.reader();
    let filter = Filter::of(&query, Some(caller.org().0), reader.zone)?;
    let mut log = read(tx.conn(), &filter, reader).await?;
    for row in &mut log.page.rows {
        row.organization = None;
    }
    Ok(in_words(backend, log, true))
}

/// A page of the whole platform's log, or of one organisation's, in UTC.
pub async fn platform_log(
    backend: &Backend,
    god: &God,
    organization: Option<OrganizationId>,
    query: AuditQuery,
) -> Result<AuditLog> {
    let mut tx = backend.db.platform(god).await?;
    let reader = tx.reader();
    let filter = Filter::of(&query, organization.map(|organization| organization.0), reader.zone)?;
    let log = read(tx.conn(), &filter, reader).await?;
    Ok(in_words(backend, log, organization.is_some()))
}

async fn read(conn: &mut PgConnection, filter: &Filter, reader: Reader) -> Result<AuditLog> {
    let found = rows(conn, filter, cursor::to_read(PAGE)).await?;
    let page = cursor::page(found, PAGE, filter.before, Row::spot).map(|row| shown(row, reader));
    Ok(AuditLog { page, actions: Vec::new() })
}

pub(super) fn shown(row: Row, reader: Reader) -> AuditRow {
    let doer = doer(&row);
    let in_place_of =
        (row.actor_id != row.subject_id).then(|| row.subject_name.clone().unwrap_or_else(|| Doer::Former.label()));
    AuditRow {
        id: row.id,
        at: reader.moment(row.created_at),
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
