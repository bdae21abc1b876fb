//! The clock that the whole backend reads, so that tests can move time instead of waiting.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, SubsecRound, Utc};

/// A clock; clones share their time.
#[derive(Clone, Debug)]
pub struct Clock(Kind);

#[derive(Clone, Debug)]
enum Kind {
    System,
    /// Microseconds since 1970.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Kind::System)
    }

    /// A clock that stands still until it is moved.
    pub fn standing_at(time: DateTime<Utc>) -> Self {
        Self(Kind::Set(Arc::new(AtomicI64::new(time.timestamp_micros()))))
    }

    /// The time, to the microsecond that Postgres keeps.
    #[expect(clippy::disallowed_methods, reason = "this is the one reader of the machine's clock")]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Kind::System => Utc::now().trunc_subsecs(6),
            Kind::Set(micros) => DateTime::from_timestamp_micros(micros.load(Ordering::SeqCst)).unwrap_or_default(),
        }
    }

    /// Moves a standing clock; the machine's clock cannot be moved.
    pub fn advance(&self, by: Duration) {
        if let Kind::Set(micros) = &self.0 {
            micros.fetch_add(by.num_microseconds().unwrap_or_default(), Ordering::SeqCst);
        }
    }
}
