//! The text of a run while it is written, and why it ended.

use std::mem;
use std::time::Duration;

use llm::{FinishReason, LlmError};

use super::job::Job;
use super::reasoning;
use super::writing::Writing;

/// The most bytes of reasoning that are stored: a character more than is shown, by which every reader knows that there
/// was more.
const MOST_REASONING: usize = reasoning::MOST + 4;

/// Why the text ended.
pub(super) enum Outcome {
    Completed,
    /// The model ended before it was done, for this reason.
    Cut(FinishReason),
    Stopped,
    Interrupted,
    Failed(LlmError),
    /// A fault of ours, already logged under this reference.
    Broken {
        reference: String,
    },
    /// Another process has ended the run.
    Lost,
}

/// Everything so far.
pub(super) struct Draft {
    pub(super) writing: Writing,
    /// Text that is not stored yet.
    pub(super) waiting: String,
    /// Reasoning that is not stored yet.
    pub(super) waiting_reasoning: String,
    /// Bytes of reasoning, stored or waiting.
    kept_reasoning: usize,
    pub(super) seq: i32,
    /// How long it took to render the last batch.
    pub(super) showing: Duration,
    /// Tokens as the provider counted them: read, written.
    pub(super) usage: Option<(u32, u32)>,
    /// Characters that the model read, for an estimate.
    pub(super) letters_read: usize,
    /// Characters of the model's reasoning, for the same.
    pub(super) letters_thought: usize,
}

impl Draft {
    /// An empty draft.
    pub(super) fn of(job: &Job) -> Self {
        Self {
            writing: Writing::of(job.key.run),
            waiting: String::new(),
            waiting_reasoning: String::new(),
            kept_reasoning: 0,
            seq: 0,
            showing: Duration::ZERO,
            usage: None,
            letters_read: 0,
            letters_thought: 0,
        }
    }

    /// Adds text of the answer.
    pub(super) fn say(&mut self, text: &str) {
        self.waiting.extend(storable(text));
    }

    /// Adds reasoning. Its cost is counted even where it is too long to be kept.
    pub(super) fn think(&mut self, text: &str) {
        self.letters_thought += text.chars().count();
        let room = text.floor_char_boundary(MOST_REASONING.saturating_sub(self.kept_reasoning));
        let kept = text.get(..room).unwrap_or_default();
        self.kept_reasoning += kept.len();
        self.waiting_reasoning.extend(storable(kept));
    }

    /// Whether something is not stored yet.
    pub(super) fn is_waiting(&self) -> bool {
        !self.waiting.is_empty() || !self.waiting_reasoning.is_empty()
    }

    /// The text so far was reasoning: the answer starts again, and its cost is counted.
    pub(super) fn take_back(&mut self) {
        self.letters_thought += self.writing.text().chars().count();
        self.writing.take_back();
        let waiting = mem::take(&mut self.waiting);
        self.think(&waiting);
        self.showing = Duration::ZERO;
    }
}

/// The database cannot store NUL.
fn storable(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| *letter != '\0')
}
