//! Turns the states of a run into the frames that bring readers there.

use std::sync::Arc;

use futures::stream::{Stream, StreamExt};
use runs_domain::{PartChange, RunFrame};
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;

use super::hub::Shown;
use super::writing::ShownPart;

/// The frames after the event `after`. The first one always carries every part, so that a returning reader can neither
/// miss nor double one; slow readers skip states, never text.
pub(super) fn frames(live: watch::Receiver<Shown>, after: i32) -> impl Stream<Item = (i32, RunFrame)> + Send + 'static {
    let states = WatchStream::new(live).skip_while(move |shown| {
        let nothing_new = shown.seq <= after && shown.end.is_none();
        async move { nothing_new }
    });
    states
        .scan(None::<Vec<ShownPart>>, |sent, shown| {
            let frames = step(sent, shown);
            async move { Some(futures::stream::iter(frames)) }
        })
        .flatten()
}

/// The frames that a reader with `sent` needs to see `shown`.
pub(super) fn step(sent: &mut Option<Vec<ShownPart>>, shown: Shown) -> Vec<(i32, RunFrame)> {
    let known = sent.as_deref().unwrap_or_default();
    let from = known.iter().zip(&shown.parts).take_while(|(old, new)| old == new).count();
    let changed = sent.is_none() || from < shown.parts.len() || known.len() > shown.parts.len();
    let seq = shown.seq;
    let mut frames = Vec::new();
    if changed {
        let changes = shown.parts.iter().enumerate().skip(from).map(|(at, new)| change(known.get(at), new)).collect();
        // A reader that disconnects between the two comes back for the end.
        let until = if shown.end.is_some() { seq - 1 } else { seq };
        frames.push((until, RunFrame::Parts { from, changes }));
    }
    frames.extend(shown.end.map(|end| (seq, end)));
    *sent = Some(shown.parts);
    frames
}

/// The change from a part that the reader has, if any, to `new`.
fn change(old: Option<&ShownPart>, new: &ShownPart) -> PartChange {
    match (old, new) {
        (Some(ShownPart::Reasoning(old)), ShownPart::Reasoning(new)) => reasoning(old, new),
        (_, ShownPart::Reasoning(new)) => reasoning("", new),
        (Some(ShownPart::Prose(old)), ShownPart::Prose(new)) => prose(old, new),
        (_, ShownPart::Prose(new)) => prose(&[], new),
    }
}

fn reasoning(old: &str, new: &str) -> PartChange {
    let keep = same_bytes(old, new);
    PartChange::Reasoning { keep, text: new.get(keep..).unwrap_or_default().to_owned() }
}

fn prose(old: &[Arc<str>], new: &[Arc<str>]) -> PartChange {
    let from = old.iter().zip(new).take_while(|(a, b)| Arc::ptr_eq(a, b) || a == b).count();
    let keep = old.get(from).zip(new.get(from)).map_or(0, |(old, new)| same_bytes(old, new));
    let mut blocks: Vec<String> = new.iter().skip(from).map(ToString::to_string).collect();
    if let Some(first) = blocks.first_mut() {
        first.drain(..keep);
    }
    PartChange::Prose { from, keep, blocks }
}

/// How many leading bytes both share, up to the last whole character.
fn same_bytes(old: &str, new: &str) -> usize {
    new.floor_char_boundary(old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use runs_domain::{Part, ReceivedParts};

    use super::*;

    fn parts(parts: &[&[&str]]) -> Vec<ShownPart> {
        let prose = |blocks: &&[&str]| ShownPart::Prose(blocks.iter().map(|block| Arc::from(*block)).collect());
        parts.iter().map(prose).collect()
    }

    fn shown(seq: i32, blocks: &[&str]) -> Shown {
        Shown { seq, parts: parts(&[blocks]), end: None }
    }

    fn frame(from: usize, keep: usize, blocks: &[&str]) -> RunFrame {
        let blocks = blocks.iter().map(|block| (*block).to_owned()).collect();
        RunFrame::Parts { from: 0, changes: vec![PartChange::Prose { from, keep, blocks }] }
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

    #[test]
    fn a_part_that_stays_is_not_sent_again() {
        let mut sent = None;
        step(&mut sent, shown(1, &["a"]));
        let more = step(&mut sent, Shown { seq: 2, parts: parts(&[&["a"], &["b"]]), end: None });
        let change = PartChange::Prose { from: 0, keep: 0, blocks: vec!["b".to_owned()] };
        assert_eq!(more, vec![(2, RunFrame::Parts { from: 1, changes: vec![change] })]);
        let fewer = step(&mut sent, shown(3, &["a"]));
        assert_eq!(fewer, vec![(3, RunFrame::Parts { from: 1, changes: Vec::new() })]);
    }

    #[test]
    fn of_reasoning_that_grows_only_its_end_is_sent() {
        let mut sent = None;
        let reasoning = |text: &str| ShownPart::Reasoning(Arc::from(text));
        let shown = |seq, parts| Shown { seq, parts, end: None };
        step(&mut sent, shown(1, vec![reasoning("Let mä")]));
        let grown = step(&mut sent, shown(2, vec![reasoning("Let mé see.")]));
        let change = PartChange::Reasoning { keep: 5, text: "é see.".to_owned() };
        assert_eq!(grown, vec![(2, RunFrame::Parts { from: 0, changes: vec![change] })]);
        let answered =
            step(&mut sent, shown(3, vec![reasoning("Let mé see."), ShownPart::Prose(vec![Arc::from("a")])]));
        let change = PartChange::Prose { from: 0, keep: 0, blocks: vec!["a".to_owned()] };
        assert_eq!(answered, vec![(3, RunFrame::Parts { from: 1, changes: vec![change] })]);
    }

    fn any_part() -> impl Strategy<Value = Part> {
        prop_oneof![
            prop::collection::vec("[aä€ b]{0,4}", 0..5).prop_map(|blocks| Part::Prose { blocks }),
            "[aä€ b]{0,6}".prop_map(|text| Part::Reasoning { text }),
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_shown_a_reader_has_it(
            states in prop::collection::vec(prop::collection::vec(any_part(), 0..3), 1..12)
        ) {
            let (mut sent, mut received, mut read) = (None, ReceivedParts::default(), Vec::new());
            for state in states {
                let shown = Shown { seq: 1, parts: state.iter().map(ShownPart::from).collect(), end: None };
                for (_, frame) in step(&mut sent, shown) {
                    let RunFrame::Parts { from, changes } = frame else { unreachable!("no end is shown") };
                    let parts = received.take(from, changes).unwrap();
                    read.truncate(from);
                    read.extend_from_slice(parts);
                }
                prop_assert_eq!(&read, &state);
            }
        }
    }
}
