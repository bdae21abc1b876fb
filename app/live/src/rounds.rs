//! Rounds of requests: an answer counts only if no later request was made.

use leptos::prelude::*;

/// Counts requests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rounds(u32);

impl Rounds {
    /// Starts a round; answers to earlier rounds no longer count.
    pub fn begin(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(1);
        self.0
    }

    /// Whether no request was made after this round.
    pub fn is_latest(self, round: u32) -> bool {
        self.0 == round
    }
}

/// The same for handlers and tasks; `Copy`. A page that is gone has no latest round.
#[derive(Clone, Copy)]
pub struct LiveRounds(StoredValue<Rounds>);

impl LiveRounds {
    /// No request yet.
    pub fn new() -> Self {
        Self(StoredValue::new(Rounds::default()))
    }

    /// Starts a round.
    pub fn begin(self) -> u32 {
        self.0.try_update_value(Rounds::begin).unwrap_or_default()
    }

    /// Whether the page still exists and no request was made after this round.
    pub fn is_latest(self, round: u32) -> bool {
        self.0.try_get_value().is_some_and(|rounds| rounds.is_latest(round))
    }
}

impl Default for LiveRounds {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_answer_never_replaces_a_later_one() {
        let mut rounds = Rounds::default();
        let slow = rounds.begin();
        assert!(rounds.is_latest(slow));
        let later = rounds.begin();
        assert!(!rounds.is_latest(slow));
        assert!(rounds.is_latest(later));
    }

    #[test]
    fn no_answer_counts_once_the_page_is_gone() {
        let owner = Owner::new();
        let rounds = owner.with(LiveRounds::new);
        let round = rounds.begin();
        assert!(rounds.is_latest(round));
        owner.cleanup();
        assert!(!rounds.is_latest(round));
        assert!(!rounds.is_latest(rounds.begin()));
    }
}
