//! How long to wait before the next try: longer each time, up to a bound.

use std::time::Duration;

/// The growing pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    first: Duration,
    longest: Duration,
    pause: Duration,
}

impl Backoff {
    /// Starts with the first pause, doubles it each time up to the longest.
    pub const fn new(first: Duration, longest: Duration) -> Self {
        Self { first, longest, pause: first }
    }

    /// The pause before the next try.
    pub const fn pause(&self) -> Duration {
        self.pause
    }

    /// Another try failed.
    pub fn lengthen(&mut self) {
        self.pause = self.pause.saturating_mul(2).min(self.longest);
    }

    /// A try succeeded.
    pub fn reset(&mut self) {
        self.pause = self.first;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_doubles_up_to_the_longest_and_begins_again_after_success() {
        let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(20));
        let mut seconds = Vec::new();
        for _ in 0..7 {
            seconds.push(backoff.pause().as_secs());
            backoff.lengthen();
        }
        assert_eq!(seconds, [1, 2, 4, 8, 16, 20, 20]);
        backoff.reset();
        assert_eq!(backoff.pause(), Duration::from_secs(1));
    }
}
