//! Follows a run from any point to its end, wherever it is being written.

use domain::ids::RunId;
use domain::{AppError, Permission};
use futures::stream::{BoxStream, StreamExt};
use runs_domain::{PartChange, RunFrame};
use server_core::{Backend, Caller, Result};

use super::hub::hub;
use super::purpose::Purposes;
use super::relay::relay;
use super::rows::{OwnRun, own_run};
use super::steps::frames;
use super::written::written;

/// The frames after the event `after`, each with the seq it brings the reader to; none when the reader has seen the
/// end.
pub async fn follow(
    backend: &Backend,
    caller: &Caller,
    run: RunId,
    after: Option<i32>,
) -> Result<Option<BoxStream<'static, (i32, RunFrame)>>> {
    caller.allow(Permission::Chat)?;
    // Subscribed before the row is read: events stored in between are in both, later ones only in this.
    let live = hub(backend).follow(run);
    let own = shown_run(backend, caller, run).await?;
    let after = after.unwrap_or_default();
    if let Some(live) = live {
        return Ok(Some(frames(live, after).boxed()));
    }
    if own.row.is_streaming() {
        return Ok(Some(frames(relay(backend, caller, run), after).boxed()));
    }
    if own.row.last_seq <= after {
        return Ok(None);
    }
    Ok(Some(futures::stream::iter(whole(backend, caller, own).await?).boxed()))
}

/// A run of the caller's own that may still be read.
async fn shown_run(backend: &Backend, caller: &Caller, run: RunId) -> Result<OwnRun> {
    let mut tx = backend.db.tenant(caller).await?;
    let own = own_run(&mut tx, run).await?;
    let purpose = backend.held.get::<Purposes>().of(&own.purpose).ok_or(AppError::NotFound)?;
    if purpose.is_shown(&mut tx, own.key).await? { Ok(own) } else { Err(AppError::NotFound.into()) }
}

/// Every frame of a run that has ended.
async fn whole(backend: &Backend, caller: &Caller, own: OwnRun) -> Result<Vec<(i32, RunFrame)>> {
    let (run, seq) = (own.key.run, own.row.last_seq);
    let written = written(backend, caller, &[run]).await?.remove(&run);
    let (text, parts) = written.map(|written| (written.text, written.parts)).unwrap_or_default();
    let changes = parts.into_iter().map(PartChange::from).collect();
    let end = RunFrame::End { run: own.row.view()?, text, title: None };
    Ok(vec![(seq - 1, RunFrame::Parts { from: 0, changes }), (seq, end)])
}
