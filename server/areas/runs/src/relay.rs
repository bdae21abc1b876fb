//! A run that another process writes, assembled here once for all its readers of this process. The database notifies of
//! new events; nobody polls it.

use std::time::Duration;

use chrono::TimeDelta;
use domain::ids::RunId;
use runs_domain::RunFrame;
use server_core::{Backend, Caller, Result};
use tokio::sync::watch;
use tokio::time::Instant;

use super::hub::{Relay, Shown, hub};
use super::rendering::render;
use super::rows::own_run;
use super::writing::Writing;
use super::written::events_after;

/// How long a run may be silent before it is read all the same: a notification can be lost with its connection.
const SILENCE: Duration = Duration::from_secs(5);
/// How long the writing process continues to notify after it was asked to.
const TELLING: TimeDelta = TimeDelta::seconds(60);
/// How often it is asked again.
const ASKING: Duration = Duration::from_secs(20);

/// The topic of a run on the bus.
pub(super) fn topic(run: RunId) -> String {
    format!("run:{run}")
}

/// The state of a run that another process writes, as readers see it.
pub(super) fn relay(backend: &Backend, caller: &Caller, run: RunId) -> watch::Receiver<Shown> {
    let (relay, shown) = hub(backend).relay(run);
    if let Some(relay) = relay {
        let (task, caller) = (backend.clone(), *caller);
        backend.spawn(async move {
            let passing = Passing { backend: &task, run, relay: &relay };
            if let Err(error) = pass_on(&task, &caller, run, &relay).await {
                // The readers reconnect by themselves, and get the error then.
                tracing::debug!(%run, %error, "a run of another process can be followed no longer");
            }
            drop(passing);
        });
    }
    shown
}

/// Ends the relay when it is dropped, however its task ends.
struct Passing<'a> {
    backend: &'a Backend,
    run: RunId,
    relay: &'a Relay,
}

impl Drop for Passing<'_> {
    fn drop(&mut self) {
        hub(self.backend).end_relay(self.run, self.relay);
    }
}

async fn pass_on(backend: &Backend, caller: &Caller, run: RunId, relay: &Relay) -> Result<()> {
    let mut news = backend.bus.follow(&topic(run));
    let mut state = (Shown::default(), Writing::of(run));
    let mut asked = None;
    loop {
        if asked.is_none_or(|asked: Instant| asked.elapsed() >= ASKING) {
            ask_to_be_told(backend, caller, run).await?;
            asked = Some(Instant::now());
        }
        state = look(backend, caller, run, state).await?;
        relay.shown.send_replace(state.0.clone());
        if state.0.end.is_some() || hub(backend).is_relay_unread(run, relay) {
            return Ok(());
        }
        tokio::select! {
            _ = news.changed() => {}
            () = tokio::time::sleep(SILENCE) => {}
            () = backend.shutdown.cancelled() => return Ok(()),
        }
    }
}

/// Asks the process that writes the run to notify of the events that it stores.
async fn ask_to_be_told(backend: &Backend, caller: &Caller, run: RunId) -> Result<()> {
    let mut tx = backend.db.tenant(caller).await?;
    let until = tx.now() + TELLING;
    sqlx::query!("update runs set followed_until = $2 where id = $1 and status = 'streaming'", run.0, until)
        .execute(tx.conn())
        .await?;
    tx.commit().await
}

/// Adds the events that were stored since.
async fn look(
    backend: &Backend,
    caller: &Caller,
    run: RunId,
    (mut shown, mut writing): (Shown, Writing),
) -> Result<(Shown, Writing)> {
    let mut tx = backend.db.tenant(caller).await?;
    // The row first: events after it are read next time.
    let row = own_run(&mut tx, run).await?.row;
    let events = events_after(&mut tx, run, shown.seq).await?;
    drop(tx);
    if !events.is_empty() {
        for event in events {
            event.add_to(&mut writing);
            shown.seq = event.seq;
        }
        (writing, shown.parts) = render(move || {
            let parts = writing.render();
            (writing, parts)
        })
        .await?;
    }
    if !row.is_streaming() {
        shown.seq = row.last_seq;
        shown.end = Some(RunFrame::End { run: row.view()?, text: writing.text(), title: None });
    }
    Ok((shown, writing))
}
