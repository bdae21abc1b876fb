//! Bounds expensive work that strangers can ask for: how much runs at once, how much waits, and for how long. A permit
//! lives as long as the work itself, even when nobody waits for the result any more.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinError;

/// A bound around one kind of work.
#[derive(Debug)]
pub struct Bounded {
    hands: Arc<Semaphore>,
    line: Arc<Semaphore>,
    patience: Duration,
}

/// Why the work was not started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too much of it is under way")]
pub struct Crowded;

/// The right to work; dropping it gives it back.
#[derive(Debug)]
pub struct Permit {
    _held: OwnedSemaphorePermit,
}

impl Bounded {
    /// Allows `at_once` pieces of work, and `waiting` in line behind them, each for up to `patience`.
    pub fn new(at_once: usize, waiting: usize, patience: Duration) -> Self {
        Self { hands: Arc::new(Semaphore::new(at_once)), line: Arc::new(Semaphore::new(waiting)), patience }
    }

    /// Waits in line for a permit; whoever holds it keeps it until the work itself has ended.
    pub async fn permit(&self) -> Result<Permit, Crowded> {
        if let Ok(permit) = Arc::clone(&self.hands).try_acquire_owned() {
            return Ok(Permit { _held: permit });
        }
        let _place = self.line.try_acquire().map_err(|_| Crowded)?;
        let permit = tokio::time::timeout(self.patience, Arc::clone(&self.hands).acquire_owned()).await;
        let held = permit.map_err(|_| Crowded)?.map_err(|_| Crowded)?;
        Ok(Permit { _held: held })
    }

    /// Computes on a blocking thread that holds the permit: a client that hangs up does not end the work, so it must
    /// not free the place either.
    #[expect(clippy::disallowed_methods, reason = "this is where the permit goes along")]
    pub async fn compute<T, F>(&self, work: F) -> Result<Result<T, JoinError>, Crowded>
    where
        T: Send + 'static,
        F: FnOnce() -> T + Send + 'static,
    {
        let permit = self.permit().await?;
        let computed = tokio::task::spawn_blocking(move || {
            let outcome = work();
            drop(permit);
            outcome
        });
        Ok(computed.await)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn one_too_many_is_sent_away_at_once_and_one_in_line_after_a_while() {
        let patient = Bounded::new(1, 1, Duration::from_hours(1));
        let permit = patient.permit().await.unwrap();
        tokio::select! {
            biased;
            _ = patient.permit() => panic!("there is none"),
            refused = patient.permit() => assert_eq!(refused.unwrap_err(), Crowded, "one is in line already"),
        }
        drop(permit);
        assert!(patient.permit().await.is_ok());
        let hurried = Bounded::new(1, 1, Duration::ZERO);
        let _permit = hurried.permit().await.unwrap();
        assert_eq!(hurried.permit().await.unwrap_err(), Crowded);
    }

    #[tokio::test]
    async fn who_hangs_up_frees_no_permit_while_the_work_goes_on() {
        let bounded = Bounded::new(1, 0, Duration::from_secs(5));
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let (finish, is_to_finish) = mpsc::channel::<()>();
        let work = bounded.compute(move || {
            begun.send(()).unwrap();
            is_to_finish.recv().unwrap();
        });
        tokio::select! {
            _ = work => panic!("the work cannot have ended"),
            begun = has_begun => begun.unwrap(),
        }
        // The future of the work is dropped, as when a client hangs up.
        assert_eq!(bounded.permit().await.unwrap_err(), Crowded);
        finish.send(()).unwrap();
        let all = Arc::clone(&bounded.hands).acquire_owned().await;
        assert!(all.is_ok(), "the end of the work frees it");
    }
}
