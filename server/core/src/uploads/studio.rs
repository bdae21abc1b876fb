//! The worker program that draws pictures, and the queue in front of it.

use std::time::Duration;

use pictures::Worker;

use super::turns::Turns;
use crate::bounded::Bounded;

/// How many pictures are drawn at once: each may need a few hundred MB for a moment.
const AT_ONCE: usize = 2;
/// How many wait for that, and how long.
const WAITING: usize = 32;
const PATIENCE: Duration = Duration::from_secs(10);

/// The queue in front of the worker program.
#[derive(Debug)]
pub struct Studio {
    pub(super) worker: Worker,
    pub(super) hands: Bounded,
    pub(super) turns: Turns,
}

impl Studio {
    /// A studio around the worker program.
    pub fn new(worker: Worker) -> Self {
        Self { worker, hands: Bounded::new(AT_ONCE, WAITING, PATIENCE), turns: Turns::default() }
    }
}
