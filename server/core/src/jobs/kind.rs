//! A kind of job, as its area registers it and the workers learn it.

use graphile_worker::JobDefinition;

/// Where a job runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pool {
    /// Takes a moment, and people may wait for it: several at once.
    Quick,
    /// May take minutes; never keeps the quick ones waiting.
    Slow,
}

/// A kind of job; [`super::Job::kind`] makes one.
#[derive(Clone)]
pub struct JobKind {
    pub(super) pool: Pool,
    pub(super) definition: JobDefinition,
}

impl JobKind {
    /// Its word in the queue.
    pub fn name(&self) -> &'static str {
        self.definition.identifier()
    }
}
