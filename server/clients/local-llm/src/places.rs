//! Places for the answers that are being written, and their turns at the processor, which they share.
use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use crate::error::LocalError;
use crate::line::Line;
use crate::request::Asker;

/// Answers that are written at once; each keeps its context in memory, up to 95 MB.
const PLACES: usize = 6;
/// The longest line of one organisation.
const LONGEST_LINE: usize = 32;
/// Computations in one turn: few enough that others begin soon.
const STEPS: u32 = 4;

/// All places; clones share them.
#[derive(Clone)]
pub(crate) struct Places {
    state: Arc<Mutex<State>>,
    processor: Arc<Semaphore>,
}

struct State {
    free: usize,
    /// The organisations that have a place: one each, so that no organisation takes all of them.
    inside: HashSet<u128>,
    line: Line<oneshot::Sender<Place>>,
}

/// One place, given back when dropped.
pub(crate) struct Place {
    places: Places,
    organization: u128,
}

/// Leaves the line when dropped.
struct Waiting<'a> {
    places: &'a Places,
    ticket: u64,
}

impl Places {
    pub(crate) fn new() -> Self {
        let state = State { free: PLACES, inside: HashSet::new(), line: Line::default() };
        // Later requests wait behind earlier ones: `Semaphore` is fair.
        Self { state: Arc::new(Mutex::new(state)), processor: Arc::new(Semaphore::new(1)) }
    }

    /// Waits for a place; dropping the future leaves the line.
    pub(crate) async fn take(&self, asker: Asker) -> Result<Place, LocalError> {
        let (call, called) = oneshot::channel();
        let ticket = {
            let mut state = self.state();
            if state.line.count(asker.organization) >= LONGEST_LINE {
                return Err(LocalError::TooManyWaiting);
            }
            state.line.join(asker, call)
        };
        let _waiting = Waiting { places: self, ticket };
        self.call_next();
        called.await.map_err(|_| LocalError::Failed("the line was closed".to_owned()))
    }

    /// Calls as many requests as there are places.
    fn call_next(&self) {
        loop {
            let (place, call) = {
                let mut state = self.state();
                if state.free == 0 {
                    return;
                }
                let State { inside, line, .. } = &mut *state;
                let Some((asker, call)) = line.call(|organization| !inside.contains(&organization)) else { return };
                inside.insert(asker.organization);
                state.free -= 1;
                (Place { places: self.clone(), organization: asker.organization }, call)
            };
            // If the receiver is gone meanwhile, dropping the place gives it back.
            drop(call.send(place));
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// The turns of this place.
    pub(crate) fn turns(&self) -> Turns {
        Turns { processor: Arc::clone(&self.places.processor), turn: None, steps: 0 }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        {
            let mut state = self.places.state();
            state.inside.remove(&self.organization);
            state.free += 1;
        }
        self.places.call_next();
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.places.state().line.leave(self.ticket);
    }
}

/// A few computations at a time, then the others' turn.
pub(crate) struct Turns {
    processor: Arc<Semaphore>,
    turn: Option<OwnedSemaphorePermit>,
    /// The computations that are left in this turn.
    steps: u32,
}

impl Turns {
    /// Waits until the next computation may be made.
    pub(crate) async fn step(&mut self) {
        if let Some(left) = self.steps.checked_sub(1) {
            self.steps = left;
            return;
        }
        // Released first: the next in line takes it.
        self.turn = None;
        self.turn = Arc::clone(&self.processor).acquire_owned().await.ok();
        self.steps = STEPS - 1;
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use tokio::task::{LocalSet, yield_now};

    use super::*;

    fn asker(organization: u128, person: u128) -> Asker {
        Asker { organization, person }
    }

    /// Writes an answer of `computations` steps, and notes whose turn each began.
    async fn write(places: Places, asker: Asker, computations: u32, turns: Rc<RefCell<Vec<u128>>>) {
        let place = places.take(asker).await.unwrap();
        let mut turn = place.turns();
        for _ in 0..computations {
            let begins = turn.steps == 0;
            turn.step().await;
            if begins {
                turns.borrow_mut().push(asker.organization);
            }
            yield_now().await;
        }
    }

    #[tokio::test]
    async fn whoever_comes_after_twenty_five_of_another_organisation_waits_for_one_turn_at_most() {
        let (places, turns) = (Places::new(), Rc::new(RefCell::new(Vec::new())));
        let tasks = LocalSet::new();
        tasks
            .run_until(async {
                let many: Vec<_> = (0..25)
                    .map(|number| {
                        tokio::task::spawn_local(write(places.clone(), asker(1, number % 3), 400, turns.clone()))
                    })
                    .collect();
                while turns.borrow().len() < 3 {
                    yield_now().await;
                }
                let before = turns.borrow().len();
                tokio::task::spawn_local(write(places.clone(), asker(2, 1), 40, turns.clone())).await.unwrap();
                let since = turns.borrow()[before..].to_vec();
                let first = since.iter().position(|organization| *organization == 2).unwrap();
                assert!(first <= 1, "{since:?}");
                // From then on every other turn is theirs.
                let theirs = since.iter().filter(|organization| **organization == 2).count();
                assert!(since.len() <= 2 * theirs + 2, "{since:?}");
                for task in many {
                    task.abort();
                }
            })
            .await;
    }

    #[tokio::test]
    async fn an_organisation_has_one_place_and_whoever_gives_up_frees_it_at_once() {
        let places = Places::new();
        let first = places.take(asker(1, 1)).await.unwrap();
        let (mut second, mut third) = (Box::pin(places.take(asker(1, 1))), Box::pin(places.take(asker(1, 2))));
        assert!(by_now(&mut second).await.is_none(), "one place for each organisation");
        assert!(by_now(&mut third).await.is_none());
        let _other = places.take(asker(2, 1)).await.unwrap();
        drop(second);
        drop(first);
        let third = by_now(&mut third).await.expect("the place is free").unwrap();
        drop(third);
        assert_eq!(places.state().free, PLACES - 1);
    }

    #[tokio::test]
    async fn a_place_that_was_given_to_somebody_who_has_gone_is_given_on() {
        let places = Places::new();
        let first = places.take(asker(1, 1)).await.unwrap();
        let mut second = Box::pin(places.take(asker(1, 1)));
        assert!(by_now(&mut second).await.is_none());
        let mut third = Box::pin(places.take(asker(1, 1)));
        assert!(by_now(&mut third).await.is_none());
        drop(first);
        drop(second);
        assert!(by_now(&mut third).await.is_some());
    }

    #[tokio::test]
    async fn more_organisations_than_places_wait_in_turn_and_a_line_is_bounded() {
        let places = Places::new();
        let mut inside = Vec::new();
        for organization in 0..PLACES as u128 {
            inside.push(places.take(asker(organization, 1)).await.unwrap());
        }
        let mut waiting: Vec<_> = (0..LONGEST_LINE).map(|_| Box::pin(places.take(asker(100, 1)))).collect();
        for one in &mut waiting {
            assert!(by_now(one).await.is_none());
        }
        assert_eq!(places.take(asker(100, 2)).await.err(), Some(LocalError::TooManyWaiting));
        let mut other = Box::pin(places.take(asker(101, 1)));
        assert!(by_now(&mut other).await.is_none(), "another organisation may still wait");
        inside.clear();
        assert!(by_now(&mut other).await.is_some());
    }

    /// The value of a future that is ready by now.
    async fn by_now<F: Future + Unpin>(future: &mut F) -> Option<F::Output> {
        tokio::select! {
            biased;
            output = future => Some(output),
            () = yield_now() => None,
        }
    }
}
