//! The current uploads of each person in this process: nobody takes more than their share of the workers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::ids::UserId;

/// The most uploads of one person at a time.
const SHARE: usize = 2;

type Counts = Arc<Mutex<HashMap<UserId, usize>>>;

/// Counts the uploads that are under way.
#[derive(Debug, Default)]
pub(super) struct Turns(Counts);

/// The right to one upload; dropping it gives it back.
#[derive(Debug)]
pub struct Turn {
    person: UserId,
    counts: Counts,
}

impl Turns {
    /// A turn for the person, unless they already have their share.
    pub fn take(&self, person: UserId) -> Option<Turn> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(person).or_default();
        if *count >= SHARE {
            return None;
        }
        *count += 1;
        Some(Turn { person, counts: Arc::clone(&self.0) })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.person) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_person_has_two_turns_at_a_time_and_each_gives_its_own_back() {
        let (turns, one, other) = (Turns::default(), UserId(Uuid::from_u128(1)), UserId(Uuid::from_u128(2)));
        let (first, second) = (turns.take(one).unwrap(), turns.take(one).unwrap());
        assert!(turns.take(one).is_none() && turns.take(other).is_some());
        drop(first);
        let third = turns.take(one).unwrap();
        assert!(turns.take(one).is_none());
        drop((second, third));
        assert!(turns.0.lock().unwrap().is_empty(), "nobody is remembered who has no upload under way");
    }
}
