//! The text of a run while it is written, and why it ended.

use std::time::Duration;

use llm::{FinishReason, LlmError};

use super::job::Job;
use super::writing::Writing;

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
    pub(super) seq: i32,
    /// How long it took to render the last batch.
    pub(super) showing: Duration,
    /// Tokens as the provider counted them: read, written.
    pub(super) usage: Option<(u32, u32)>,
    /// Characters that the model read, for an estimate.
    pub(super) letters_read: usize,
    /// Characters of the model's reasoning before its answer, for the same.
    pub(super) letters_thought: usize,
}

impl Draft {
    /// An empty draft.
    pub(super) fn of(job: &Job) -> Self {
        Self {
            writing: Writing::of(job.key.run),
            waiting: String::new(),
            seq: 0,
            showing: Duration::ZERO,
            usage: None,
            letters_read: 0,
            letters_thought: 0,
        }
    }

    /// The text so far was reasoning: the answer starts again, and its cost is counted.
    pub(super) fn take_back(&mut self, job: &Job) {
        let letters = self.writing.text().chars().count() + self.waiting.chars().count();
        let (seq, letters_read, letters_thought) = (self.seq, self.letters_read, self.letters_thought + letters);
        *self = Self { seq, letters_read, letters_thought, ..Self::of(job) };
    }
}
