//! How a run's output reaches its readers: parts, and the changes to them that a frame carries.

use serde::{Deserialize, Serialize};

use super::RunView;

/// A piece of a run's output, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Part {
    /// The model's reasoning beside its answer: plain text, never HTML.
    Reasoning { text: String },
    /// Text: sanitised HTML, one string a block of Markdown.
    Prose { blocks: Vec<String> },
}

/// The change of one part since the previous frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PartChange {
    /// Replace everything after the first `keep` bytes (of UTF-8).
    Reasoning { keep: usize, text: String },
    /// Replace the blocks from this index on. The first of them extends the existing block, whose first `keep` bytes
    /// (of UTF-8) stay.
    Prose { from: usize, keep: usize, blocks: Vec<String> },
}

impl From<Part> for PartChange {
    /// The whole part, for a reader who has none of it yet.
    fn from(part: Part) -> Self {
        match part {
            Part::Reasoning { text } => Self::Reasoning { keep: 0, text },
            Part::Prose { blocks } => Self::Prose { from: 0, keep: 0, blocks },
        }
    }
}

/// A frame of `GET /sse/runs/{id}`; the event's id is the seq that the reader has after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RunFrame {
    /// Change the parts from this index on; parts after the last change are removed.
    Parts { from: usize, changes: Vec<PartChange> },
    /// The last frame: the final state, the whole text to copy, and the title if it changed.
    End { run: RunView, text: String, title: Option<String> },
}

/// The parts of a run, as built from the frames of one connection.
#[derive(Debug, Clone, Default)]
pub struct ReceivedParts(Vec<Part>);

impl ReceivedParts {
    /// Applies [`RunFrame::Parts`] and returns every part from `from` on, whole; none if an earlier frame is missing.
    pub fn take(&mut self, from: usize, changes: Vec<PartChange>) -> Option<&[Part]> {
        if from > self.0.len() {
            return None;
        }
        let until = from + changes.len();
        for (at, change) in (from..).zip(changes) {
            match self.0.get_mut(at) {
                Some(part) => part.apply(change)?,
                None => self.0.push(Part::begun_by(change)?),
            }
        }
        self.0.truncate(until);
        self.0.get(from..)
    }
}

impl Part {
    /// A part built from nothing.
    fn begun_by(change: PartChange) -> Option<Self> {
        let mut part = match &change {
            PartChange::Reasoning { .. } => Self::Reasoning { text: String::new() },
            PartChange::Prose { .. } => Self::Prose { blocks: Vec::new() },
        };
        part.apply(change)?;
        Some(part)
    }

    /// A change of another kind puts a new part in place of this one.
    fn apply(&mut self, change: PartChange) -> Option<()> {
        match (self, change) {
            (Self::Reasoning { text: held }, PartChange::Reasoning { keep, text }) => lengthen(held, keep, &text),
            (Self::Prose { blocks: held }, PartChange::Prose { from, keep, blocks }) => go_on(held, from, keep, blocks),
            (part, change) => {
                *part = Self::begun_by(change)?;
                Some(())
            }
        }
    }
}

/// Replaces everything after the first `keep` bytes; none if fewer are there.
fn lengthen(held: &mut String, keep: usize, text: &str) -> Option<()> {
    held.get(..keep)?;
    held.truncate(keep);
    held.push_str(text);
    Some(())
}

/// Replaces the blocks from `from` on; none if blocks that should stay are missing.
fn go_on(held: &mut Vec<String>, from: usize, keep: usize, blocks: Vec<String>) -> Option<()> {
    let kept = match keep {
        0 if from <= held.len() => String::new(),
        _ => held.get(from)?.get(..keep)?.to_owned(),
    };
    held.truncate(from);
    held.extend(blocks);
    if let Some(first) = held.get_mut(from) {
        first.insert_str(0, &kept);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(blocks: &[&str]) -> Vec<String> {
        blocks.iter().map(|block| (*block).to_owned()).collect()
    }

    fn prose(blocks: &[&str]) -> Part {
        Part::Prose { blocks: texts(blocks) }
    }

    fn change(from: usize, keep: usize, blocks: &[&str]) -> Vec<PartChange> {
        vec![PartChange::Prose { from, keep, blocks: texts(blocks) }]
    }

    #[test]
    fn a_frame_goes_on_from_the_one_before_and_one_that_misses_it_is_noticed() {
        let mut received = ReceivedParts::default();
        let two = change(0, 0, &["<p>One</p>", "<p>Tw</p>"]);
        assert_eq!(received.take(0, two), Some(&[prose(&["<p>One</p>", "<p>Tw</p>"])][..]));
        let more = change(1, 5, &["o</p>", "<hr>"]);
        assert_eq!(received.take(0, more), Some(&[prose(&["<p>One</p>", "<p>Two</p>", "<hr>"])][..]));
        assert_eq!(
            received.clone().take(0, change(2, 0, &[])),
            Some(&[prose(&["<p>One</p>", "<p>Two</p>"])][..]),
            "a block is gone"
        );
        assert_eq!(received.clone().take(0, change(4, 0, &["x"])), None, "a block before it is missing");
        assert_eq!(received.clone().take(0, change(1, 99, &["x"])), None, "less is there than is to stay");
        assert_eq!(received.take(0, change(0, 0, &["anew"])), Some(&[prose(&["anew"])][..]));
    }

    #[test]
    fn parts_come_and_go_behind_one_that_stays() {
        let mut received = ReceivedParts::default();
        received.take(0, change(0, 0, &["a"]));
        assert_eq!(received.take(1, change(0, 0, &["b"])), Some(&[prose(&["b"])][..]));
        assert_eq!(received.take(1, Vec::new()), Some(&[][..]));
        assert_eq!(received.take(0, change(0, 0, &["a"])), Some(&[prose(&["a"])][..]));
        assert_eq!(received.take(2, change(0, 0, &["c"])), None, "a part before it is missing");
        assert_eq!(received.take(1, change(1, 0, &["c"])), None, "a new part begins at its beginning");
    }

    #[test]
    fn reasoning_grows_and_text_that_turns_out_to_be_reasoning_becomes_it() {
        let reasoning = |text: &str| Part::Reasoning { text: text.to_owned() };
        let more = |keep, text: &str| PartChange::Reasoning { keep, text: text.to_owned() };
        let mut received = ReceivedParts::default();
        received.take(0, change(0, 0, &["<p>Let me</p>"]));
        assert_eq!(received.clone().take(0, vec![more(2, "x")]), None, "a new part begins at its beginning");
        assert_eq!(received.take(0, vec![more(0, "Let mä")]), Some(&[reasoning("Let mä")][..]));
        assert_eq!(received.clone().take(0, vec![more(6, "x")]), None, "a character stays whole");
        assert_eq!(received.clone().take(0, vec![more(99, "x")]), None, "less is there than is to stay");
        let answer = [vec![more(5, "e see.")], change(0, 0, &["<p>Blue.</p>"])].concat();
        assert_eq!(received.take(0, answer), Some(&[reasoning("Let me see."), prose(&["<p>Blue.</p>"])][..]));
    }
}
