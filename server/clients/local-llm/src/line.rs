//! The waiting line: organisations take turns, within an organisation its people do, and one person's requests keep
//! their order. So nobody's wait depends on how much somebody else has asked.
use std::collections::{HashMap, VecDeque};

use crate::request::Asker;

/// A waiting request, with the value that is handed out when it is called.
struct Waiter<T> {
    ticket: u64,
    asker: Asker,
    call: T,
}

/// Every waiting request.
pub(crate) struct Line<T> {
    /// In the order of arrival.
    waiting: VecDeque<Waiter<T>>,
    /// When each waiting organisation arrived or was last called, counted in events.
    organizations: HashMap<u128, u64>,
    /// The same for each of its waiting people.
    people: HashMap<Asker, u64>,
    events: u64,
}

impl<T> Default for Line<T> {
    fn default() -> Self {
        Self { waiting: VecDeque::new(), organizations: HashMap::new(), people: HashMap::new(), events: 0 }
    }
}

impl<T> Line<T> {
    /// Joins the line; the ticket is for leaving it.
    pub(crate) fn join(&mut self, asker: Asker, call: T) -> u64 {
        let ticket = self.event();
        self.organizations.entry(asker.organization).or_insert(ticket);
        self.people.entry(asker).or_insert(ticket);
        self.waiting.push_back(Waiter { ticket, asker, call });
        ticket
    }

    /// Leaves the line; does nothing if the ticket has been called already.
    pub(crate) fn leave(&mut self, ticket: u64) {
        if let Some(at) = self.waiting.iter().position(|waiter| waiter.ticket == ticket) {
            self.take(at);
        }
    }

    /// Calls the next request of an organisation that may be called.
    pub(crate) fn call(&mut self, may_be_called: impl Fn(u128) -> bool) -> Option<(Asker, T)> {
        let turn = |waiter: &Waiter<T>| {
            let organization = self.organizations.get(&waiter.asker.organization);
            (organization.copied(), self.people.get(&waiter.asker).copied(), waiter.ticket)
        };
        let waiting = self.waiting.iter().enumerate();
        let called = waiting.filter(|(_, waiter)| may_be_called(waiter.asker.organization));
        let (at, _) = called.min_by_key(|(_, waiter)| turn(waiter))?;
        let waiter = self.take(at)?;
        // The organisation and person that were called go behind the others.
        let now = self.event();
        self.organizations.entry(waiter.asker.organization).and_modify(|turn| *turn = now);
        self.people.entry(waiter.asker).and_modify(|turn| *turn = now);
        Some((waiter.asker, waiter.call))
    }

    /// How many requests of an organisation wait.
    pub(crate) fn count(&self, organization: u128) -> usize {
        self.waiting.iter().filter(|waiter| waiter.asker.organization == organization).count()
    }

    /// Removes one request, and forgets organisations and people without waiting requests.
    fn take(&mut self, at: usize) -> Option<Waiter<T>> {
        let waiter = self.waiting.remove(at)?;
        let Asker { organization, .. } = waiter.asker;
        if !self.waiting.iter().any(|other| other.asker.organization == organization) {
            self.organizations.remove(&organization);
        }
        if !self.waiting.iter().any(|other| other.asker == waiter.asker) {
            self.people.remove(&waiter.asker);
        }
        Some(waiter)
    }

    fn event(&mut self) -> u64 {
        self.events += 1;
        self.events
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The callers in the order of their calls; each line is an organisation and a person.
    fn order(askers: &[(u128, u128)]) -> Vec<(u128, u128)> {
        let mut line = Line::default();
        for &(organization, person) in askers {
            line.join(Asker { organization, person }, ());
        }
        let mut called = Vec::new();
        while let Some((asker, ())) = line.call(|_| true) {
            called.push((asker.organization, asker.person));
        }
        assert!(line.organizations.is_empty() && line.people.is_empty(), "nobody is remembered who has gone");
        called
    }

    #[test]
    fn organisations_take_turns_however_much_each_has_asked() {
        let mut askers = vec![(1, 1); 25];
        askers.extend([(2, 1), (3, 1), (2, 1)]);
        let called = order(&askers);
        assert_eq!(called[..6], [(1, 1), (2, 1), (3, 1), (1, 1), (2, 1), (1, 1)]);
        assert_eq!(called.len(), 28);
    }

    #[test]
    fn people_of_one_organisation_take_turns_however_much_each_has_asked() {
        let called = order(&[(1, 1), (1, 1), (1, 1), (1, 2), (1, 3), (1, 2)]);
        assert_eq!(called, [(1, 1), (1, 2), (1, 3), (1, 1), (1, 2), (1, 1)]);
    }

    #[test]
    fn the_same_number_in_two_organisations_is_two_people() {
        assert_eq!(order(&[(1, 7), (1, 7), (2, 7), (2, 7)]), [(1, 7), (2, 7), (1, 7), (2, 7)]);
    }

    #[test]
    fn whoever_comes_back_at_once_does_not_pass_those_who_wait() {
        let mut line = Line::default();
        let asker = |organization| Asker { organization, person: 1 };
        for organization in [1, 2, 3] {
            line.join(asker(organization), ());
        }
        let mut called = Vec::new();
        for _ in 0..6 {
            let (next, ()) = line.call(|_| true).unwrap();
            called.push(next.organization);
            line.join(next, ());
        }
        assert_eq!(called, [1, 2, 3, 1, 2, 3]);
    }

    #[test]
    fn whoever_leaves_is_not_called_and_whoever_may_not_be_called_keeps_waiting() {
        let mut line = Line::default();
        let asker = |organization| Asker { organization, person: 1 };
        let first = line.join(asker(1), "first");
        line.join(asker(1), "second");
        line.join(asker(2), "third");
        line.leave(first);
        assert_eq!(line.count(1), 1);
        assert_eq!(line.call(|organization| organization != 1).map(|(_, call)| call), Some("third"));
        assert_eq!(line.call(|organization| organization != 1), None);
        assert_eq!(line.call(|_| true).map(|(_, call)| call), Some("second"));
        line.leave(first);
    }
}
