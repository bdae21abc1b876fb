//! The state of a connection, and its time limit.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;

use tokio::time::{Instant, sleep_until};

use super::limits::Patience;
use super::seats::{Seat, Waiting};

/// A connection, shared by its socket, its requests and the task that watches its time. All of them live in one task.
pub struct Standing {
    seat: Seat,
    patience: Patience,
    now: Mutex<Now>,
}

struct Now {
    stage: Stage,
    since: Instant,
    /// Since when the other side has stopped reading.
    blocked: Option<Instant>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// A head is arriving, or is expected.
    Head,
    /// Between two requests.
    Idle,
    /// A request is being answered; its own limits apply.
    Request,
}

/// A request from its complete head to the end of both bodies; dropping it ends the request.
pub struct Answering(Arc<Standing>);

impl Standing {
    /// A connection that was just opened, on which a request is expected.
    pub fn new(seat: Seat, patience: Patience) -> Arc<Self> {
        let now = Mutex::new(Now { stage: Stage::Head, since: Instant::now(), blocked: None });
        Arc::new(Self { seat, patience, now })
    }

    /// Bytes arrived.
    pub fn heard(&self) {
        let mut now = self.lock();
        if now.stage == Stage::Idle {
            (now.stage, now.since) = (Stage::Head, Instant::now());
        }
    }

    /// Bytes were written, or the other side does not read.
    pub fn wrote(&self, is_blocked: bool) {
        let mut now = self.lock();
        now.blocked = if is_blocked { now.blocked.or_else(|| Some(Instant::now())) } else { None };
    }

    /// A head is complete.
    pub fn answer(self: &Arc<Self>) -> Answering {
        self.lock().stage = Stage::Request;
        self.seat.works();
        Answering(Arc::clone(self))
    }

    /// A handler waits for the rest of a body, or has received a piece of it.
    pub fn awaits_body(&self, does: bool) {
        if does { self.seat.waits(Waiting::Body) } else { self.seat.works() }
    }

    /// How long a body may send nothing.
    pub fn stall(&self) -> std::time::Duration {
        self.patience.stall
    }

    /// Ends when the connection has kept the server waiting for too long, or must give way to another. Polled in the
    /// task that does everything else, after it: so it sees each change.
    pub async fn is_over(&self) {
        let mut sleep = Box::pin(sleep_until(Instant::now()));
        let late = poll_fn(move |context| {
            let Some(deadline) = self.deadline() else { return Poll::Pending };
            if sleep.deadline() != deadline {
                sleep.as_mut().reset(deadline);
            }
            sleep.as_mut().poll(context)
        });
        tokio::select! {
            () = late => {}
            () = self.seat.given_away() => {}
        }
    }

    fn deadline(&self) -> Option<Instant> {
        let now = self.lock();
        let read = match now.stage {
            Stage::Head => Some(now.since + self.patience.head),
            Stage::Idle => Some(now.since + self.patience.idle),
            Stage::Request => None,
        };
        let written = now.blocked.map(|since| since + self.patience.stall);
        read.into_iter().chain(written).min()
    }

    fn lock(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        let mut now = self.0.lock();
        (now.stage, now.since) = (Stage::Idle, Instant::now());
        drop(now);
        self.0.seat.waits(Waiting::Request);
    }
}

impl std::ops::Deref for Answering {
    type Target = Standing;

    fn deref(&self) -> &Standing {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::seats::Seats;
    use super::*;

    const PATIENCE: Patience =
        Patience { head: Duration::from_secs(10), idle: Duration::from_secs(75), stall: Duration::from_secs(30) };

    fn standing() -> Arc<Standing> {
        Standing::new(Seats::new(1, 1).take(None).unwrap(), PATIENCE)
    }

    /// How long it may continue in this state, in whole seconds.
    fn left(standing: &Standing) -> Option<u128> {
        standing.deadline().map(|deadline| (deadline - Instant::now()).as_millis().div_ceil(1000))
    }

    #[test]
    fn a_head_has_its_time_from_its_first_byte_and_each_further_byte_adds_nothing() {
        let standing = standing();
        assert_eq!(left(&standing), Some(10));
        let deadline = standing.deadline();
        standing.heard();
        assert_eq!(standing.deadline(), deadline);
        drop(standing.answer());
        assert_eq!(left(&standing), Some(75));
        standing.heard();
        assert_eq!(left(&standing), Some(10));
    }

    #[test]
    fn an_answer_takes_what_time_it_takes_unless_nobody_reads_it() {
        let standing = standing();
        let answering = standing.answer();
        standing.heard();
        assert_eq!(left(&standing), None);
        standing.wrote(true);
        let deadline = standing.deadline();
        assert_eq!(left(&standing), Some(30));
        standing.wrote(true);
        assert_eq!(standing.deadline(), deadline, "it is blocked for as long as nothing at all is taken");
        standing.wrote(false);
        assert_eq!(left(&standing), None);
        drop(answering);
        assert_eq!(left(&standing), Some(75));
    }
}
