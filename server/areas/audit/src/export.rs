//! The log as a CSV file, streamed while it is read: in batches, each in a transaction of its own.

use audit_domain::AuditQuery;
use chrono::SecondsFormat;
use domain::Permission;
use futures::stream::{BoxStream, StreamExt, try_unfold};
use server_core::csv::{head, line};
use server_core::moments::{Reader, Tz};
use server_core::{Backend, Caller, God, Result};

use super::list::shown;
use super::query::{Filter, Row, rows};

/// How many entries are read in one batch.
const STRETCH: u32 = 500;
/// How many entries one file holds at most; a narrower search gets the rest.
const MOST: usize = 100_000;
const HEAD: [&str; 10] =
    ["time", "organisation", "actor", "in place of", "action", "target", "detail", "request", "address", "entry"];

/// Whose log.
#[derive(Debug, Clone, Copy)]
pub enum Scope {
    /// The organisation's own.
    Organization(Caller),
    Platform(God),
}

struct State {
    backend: Backend,
    scope: Scope,
    /// None once everything is written.
    filter: Option<Filter>,
    written: usize,
}

/// Parts of the file, its head first. Callers who may not read the log get the error instead of a stream.
pub async fn export(backend: &Backend, scope: Scope, query: AuditQuery) -> Result<BoxStream<'static, Result<String>>> {
    let filter = match scope {
        Scope::Organization(caller) => {
            caller.allow(Permission::SeeAudit)?;
            Filter::of(&query, Some(caller.org().0), caller.zone())?
        }
        Scope::Platform(_) => Filter::of(&query, None, Tz::UTC)?,
    };
    let state = State { backend: backend.clone(), scope, filter: Some(filter), written: 0 };
    Ok(try_unfold(state, next).boxed())
}

async fn next(mut state: State) -> Result<Option<(String, State)>> {
    let Some(mut filter) = state.filter.take() else { return Ok(None) };
    let found = read(&state, &filter).await?;
    let mut text = if state.written == 0 { head(&HEAD) } else { String::new() };
    let last = found.last().map(Row::spot);
    let whole = u32::try_from(found.len()).is_ok_and(|read| read == STRETCH);
    state.written += found.len();
    for row in found {
        text.push_str(&csv(row));
    }
    if let Some(last) = last.filter(|_| whole && state.written < MOST) {
        filter.before = Some(last);
        state.filter = Some(filter);
    }
    Ok(Some((text, state)))
}

async fn read(state: &State, filter: &Filter) -> Result<Vec<Row>> {
    match &state.scope {
        Scope::Organization(caller) => {
            rows(state.backend.db.tenant(caller).await?.conn(), filter, STRETCH.into()).await
        }
        Scope::Platform(god) => rows(state.backend.db.platform(god).await?.conn(), filter, STRETCH.into()).await,
    }
}

fn csv(row: Row) -> String {
    let (time, detail) = (row.created_at, row.detail.to_string());
    let row = shown(row, Reader { now: time, zone: Tz::UTC });
    line(&[
        &time.to_rfc3339_opts(SecondsFormat::Millis, true),
        row.organization.as_deref().unwrap_or_default(),
        &row.doer.label(),
        row.in_place_of.as_deref().unwrap_or_default(),
        &row.action,
        row.target.as_deref().unwrap_or_default(),
        &detail,
        row.request_id.as_deref().unwrap_or_default(),
        row.address.as_deref().unwrap_or_default(),
        &row.id.to_string(),
    ])
}
