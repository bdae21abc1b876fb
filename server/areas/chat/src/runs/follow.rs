//! Follows a run from any point to its end, wherever it is being written.

use std::sync::Arc;
use std::time::Duration;

use domain::chat::{MessageView, RunFrame};
use domain::ids::{ConversationId, RunId};
use domain::{AppError, Permission};
use futures::Stream;
use futures::stream::{BoxStream, StreamExt};
use server_core::db::TenantTx;
use server_core::{Backend, Caller, Result};
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;

use super::hub::{Shown, hub};
use crate::view::messages;

/// How often a run that another process writes is looked at.
const LOOK: Duration = Duration::from_millis(400);

/// The frames after the event `after`, each with the seq it brings the reader to; none when the
/// reader has seen the end. The first frame always carries every block, so that a reader who
/// comes back can neither miss nor double one.
pub async fn follow(
    backend: &Backend,
    caller: &Caller,
    run: RunId,
    after: Option<i32>,
) -> Result<Option<BoxStream<'static, (i32, RunFrame)>>> {
    caller.allow(Permission::Chat)?;
    // Subscribed before the row is read: what is stored in between is in both, what comes later in this one.
    let live = hub(backend).follow(run);
    let after = after.unwrap_or_default();
    if let Some(live) = live {
        place_of(&mut backend.db.tenant(caller).await?, run).await?;
        return Ok(Some(from_here(live, after).boxed()));
    }
    let now = look(backend, caller, run).await?;
    match now.run.as_ref() {
        Some(state) if state.status.is_final() && state.seq <= after => Ok(None),
        Some(state) if state.status.is_final() => Ok(Some(futures::stream::iter(whole(now)).boxed())),
        Some(_) => Ok(Some(from_elsewhere(backend.clone(), *caller, run, after).boxed())),
        None => Err(AppError::NotFound.into()),
    }
}

/// Where the run's message stands; somebody else's run is not found.
async fn place_of(tx: &mut TenantTx, run: RunId) -> Result<(ConversationId, i32)> {
    let subject = tx.caller().subject().0;
    let row = sqlx::query!(
        "select r.conversation_id, m.seq from runs r
         join messages m on m.organization_id = r.organization_id and m.id = r.message_id
         join conversations c on c.organization_id = r.organization_id and c.id = r.conversation_id
         where r.id = $1 and r.user_id = $2 and c.deleted_at is null",
        run.0,
        subject
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    Ok((ConversationId(row.conversation_id), row.seq))
}

/// The run's message as it is stored.
async fn look(backend: &Backend, caller: &Caller, run: RunId) -> Result<MessageView> {
    let mut tx = backend.db.tenant(caller).await?;
    let (conversation, seq) = place_of(&mut tx, run).await?;
    let [message] = messages(backend, tx, conversation, seq).await?;
    Ok(message)
}

/// Every frame of a run that has ended.
fn whole(message: MessageView) -> Vec<(i32, RunFrame)> {
    let Some(run) = message.run else { return Vec::new() };
    let seq = run.seq;
    vec![
        (seq - 1, RunFrame::Blocks { from: 0, keep: 0, blocks: message.blocks }),
        (seq, RunFrame::End { run, text: message.text, title: None }),
    ]
}

/// Follows a run of this process. Slow readers skip states, never words.
fn from_here(live: watch::Receiver<Shown>, after: i32) -> impl Stream<Item = (i32, RunFrame)> + Send + 'static {
    let states = WatchStream::new(live).skip_while(move |shown| {
        let nothing_new = shown.seq <= after && shown.end.is_none();
        async move { nothing_new }
    });
    states
        .scan(None::<Vec<Arc<str>>>, |sent, shown| {
            let frames = step(sent, shown);
            async move { Some(futures::stream::iter(frames)) }
        })
        .flatten()
        .boxed()
}

/// What a reader who has `sent` needs to see `shown`.
fn step(sent: &mut Option<Vec<Arc<str>>>, shown: Shown) -> Vec<(i32, RunFrame)> {
    let known = sent.as_deref().unwrap_or_default();
    let from = known.iter().zip(&shown.blocks).take_while(|(a, b)| Arc::ptr_eq(a, b) || a == b).count();
    let changed = sent.is_none() || from < shown.blocks.len() || known.len() > shown.blocks.len();
    let keep = known.get(from).zip(shown.blocks.get(from)).map_or(0, |(old, new)| same_bytes(old, new));
    let mut blocks: Vec<String> = shown.blocks.iter().skip(from).map(ToString::to_string).collect();
    if let Some(first) = blocks.first_mut() {
        first.drain(..keep);
    }
    let seq = shown.seq;
    let mut frames = Vec::new();
    if changed {
        // A reader that goes away between the two comes back for the end.
        let until = if shown.end.is_some() { seq - 1 } else { seq };
        frames.push((until, RunFrame::Blocks { from, keep, blocks }));
    }
    frames.extend(shown.end.map(|end| (seq, end)));
    *sent = Some(shown.blocks);
    frames
}

/// How many bytes both begin with, up to the last whole letter.
fn same_bytes(old: &str, new: &str) -> usize {
    new.floor_char_boundary(old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count())
}

/// Follows a run that another process writes, by looking at what is stored.
fn from_elsewhere(
    backend: Backend,
    caller: Caller,
    run: RunId,
    after: i32,
) -> impl Stream<Item = (i32, RunFrame)> + Send + 'static {
    let looks =
        futures::stream::unfold((backend, caller, after, false), move |(backend, caller, seen, ended)| async move {
            if ended {
                return None;
            }
            loop {
                tokio::time::sleep(LOOK).await;
                let message = look(&backend, &caller, run).await.ok()?;
                let state = message.run.clone()?;
                if state.status.is_final() {
                    return Some((whole(message), (backend, caller, state.seq, true)));
                }
                if state.seq > seen {
                    let frames = vec![(state.seq, RunFrame::Blocks { from: 0, keep: 0, blocks: message.blocks })];
                    return Some((frames, (backend, caller, state.seq, false)));
                }
            }
        });
    looks.flat_map(futures::stream::iter)
}

#[cfg(test)]
mod tests {
    use domain::chat::ReceivedBlocks;
    use proptest::prelude::*;

    use super::*;

    fn shown(seq: i32, blocks: &[&str]) -> Shown {
        Shown { seq, blocks: blocks.iter().map(|block| Arc::from(*block)).collect(), end: None }
    }

    fn frame(from: usize, keep: usize, blocks: &[&str]) -> RunFrame {
        RunFrame::Blocks { from, keep, blocks: blocks.iter().map(|block| (*block).to_owned()).collect() }
    }

    #[test]
    fn the_first_frame_carries_everything_and_later_ones_what_changed() {
        let mut sent = None;
        assert_eq!(step(&mut sent, shown(1, &["a"])), vec![(1, frame(0, 0, &["a"]))]);
        assert_eq!(step(&mut sent, shown(2, &["a", "b"])), vec![(2, frame(1, 0, &["b"]))]);
        assert_eq!(step(&mut sent, shown(2, &["a", "b"])), vec![]);
    }

    #[test]
    fn blocks_that_vanish_are_told() {
        let mut sent = None;
        step(&mut sent, shown(1, &["a", "b", "c"]));
        assert_eq!(step(&mut sent, shown(2, &["a"])), vec![(2, frame(1, 0, &[]))]);
    }

    #[test]
    fn of_a_block_that_grows_only_its_end_is_sent() {
        let mut sent = None;
        step(&mut sent, shown(1, &["<pre>one\n</pre>"]));
        let grown = step(&mut sent, shown(2, &["<pre>one\ntwo\n</pre>"]));
        assert_eq!(grown, vec![(2, frame(0, 9, &["two\n</pre>"]))]);
    }

    proptest! {
        #[test]
        fn whatever_is_shown_a_reader_has_it(states in prop::collection::vec(prop::collection::vec("[aä€ b]{0,4}", 0..5), 1..12)) {
            let (mut sent, mut received, mut read) = (None, ReceivedBlocks::default(), Vec::new());
            for state in states {
                let blocks: Vec<&str> = state.iter().map(String::as_str).collect();
                for (_, frame) in step(&mut sent, shown(1, &blocks)) {
                    let RunFrame::Blocks { from, keep, blocks } = frame else { unreachable!("no end is shown") };
                    read.truncate(from);
                    read.extend_from_slice(received.take(from, keep, blocks).unwrap());
                }
                prop_assert_eq!(&read, &state);
            }
        }
    }
}
