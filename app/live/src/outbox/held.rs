//! The rules of the outbox: which message is sent now, which waits, and which returns to its author.

use std::collections::VecDeque;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::Backoff;

const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// A message with the id that prevents a second delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held<M> {
    pub id: String,
    pub message: M,
}

/// A message for its sender to send. It carries the key under which the tab stores it, which is needed when it arrives
/// after the page that sent it is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried<M> {
    pub id: String,
    pub message: M,
    pub(super) kept_as: String,
}

/// Who retries after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// The person: the message returns to them, and only one is on its way at a time.
    ByHand,
    /// The page: messages queue in order, and are sent as soon as possible.
    ByItself,
}

/// Why a message has not arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The connection or the server failed; the same message may arrive later, or has arrived without an answer.
    Passing,
    /// The message itself was refused.
    Final,
}

/// What the caller has to do, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order<M> {
    /// Store the held messages for a reload; see [`Outbox::kept`].
    Keep,
    Send(Held<M>),
    /// Return it to its author.
    Return(Held<M>),
    /// Call [`Outbox::due`] after this time.
    Wait(Duration),
}

/// Messages that are not known to have arrived.
#[derive(Debug, Clone)]
pub struct Outbox<M> {
    retry: Retry,
    /// The oldest first, which is the one on its way.
    pub(super) line: VecDeque<Held<M>>,
    sending: bool,
    /// The last message that was tried or returned, so that a retry carries the same id.
    tried: Option<Held<M>>,
    online: bool,
    waiting: bool,
    backoff: Backoff,
}

impl<M: Clone + PartialEq> Outbox<M> {
    /// Holds nothing yet.
    pub fn new(retry: Retry) -> Self {
        Self {
            retry,
            line: VecDeque::new(),
            sending: false,
            tried: None,
            online: true,
            waiting: false,
            backoff: Backoff::new(FIRST_PAUSE, LONGEST_PAUSE),
        }
    }

    /// Whether a message is on its way.
    pub fn is_sending(&self) -> bool {
        self.sending
    }

    /// Whether another message is accepted now.
    pub fn is_open(&self) -> bool {
        self.retry == Retry::ByItself || !self.sending
    }

    /// The messages that have not arrived, the oldest first.
    pub fn held(&self) -> impl Iterator<Item = &Held<M>> {
        self.line.iter()
    }

    /// Accepts a message, if one is accepted now. A returned message that is unchanged keeps its id; any other gets a
    /// fresh one.
    pub fn put(&mut self, message: M, fresh_id: impl FnOnce() -> String) -> Vec<Order<M>> {
        if !self.is_open() {
            return Vec::new();
        }
        let again = self.tried.take_if(|tried| tried.message == message);
        let held = again.unwrap_or_else(|| Held { id: fresh_id(), message });
        if self.retry == Retry::ByItself {
            self.line.push_back(held);
            return self.go(vec![Order::Keep]);
        }
        self.tried = Some(held.clone());
        self.line = VecDeque::from([held.clone()]);
        self.sending = true;
        vec![Order::Keep, Order::Send(held)]
    }

    /// The message has arrived.
    pub fn arrived(&mut self, id: &str) -> Vec<Order<M>> {
        self.backoff.reset();
        self.tried.take_if(|tried| tried.id == id);
        self.take_out(id);
        self.go(vec![Order::Keep])
    }

    /// The message has not arrived, as far as is known.
    pub fn failed(&mut self, id: &str, why: Failure) -> Vec<Order<M>> {
        let on_its_way = self.line.front().filter(|first| self.sending && first.id == id);
        let Some(held) = on_its_way.cloned() else { return Vec::new() };
        if self.retry == Retry::ByHand {
            // It stays stored: a reload must not lose the id of a message that may have arrived after all.
            self.sending = false;
            return vec![Order::Return(held)];
        }
        if why == Failure::Final {
            self.take_out(id);
            self.tried = Some(held.clone());
            return self.go(vec![Order::Keep, Order::Return(held)]);
        }
        self.sending = false;
        self.waiting = true;
        let pause = self.backoff.pause();
        self.backoff.lengthen();
        vec![Order::Wait(pause)]
    }

    /// The person changed a returned message, which is theirs from here on.
    pub fn changed(&mut self) -> Vec<Order<M>> {
        if self.retry == Retry::ByItself || self.sending || self.line.is_empty() {
            return Vec::new();
        }
        self.line.clear();
        vec![Order::Keep]
    }

    /// The pause has ended.
    pub fn due(&mut self) -> Vec<Order<M>> {
        self.waiting = false;
        self.go(Vec::new())
    }

    /// The network is back, or gone: nothing is sent without it, and its return ends a wait.
    pub fn online(&mut self, online: bool) -> Vec<Order<M>> {
        let is_back = online && !self.online;
        self.online = online;
        if !is_back {
            return Vec::new();
        }
        self.backoff.reset();
        self.due()
    }

    /// Takes over the messages that an earlier page held.
    pub(super) fn resume(&mut self, found: Vec<Held<M>>) -> Vec<Order<M>> {
        let known = |held: &Held<M>| self.line.iter().any(|own| own.id == held.id);
        let found: Vec<_> = found.into_iter().filter(|held| !known(held)).collect();
        if self.retry == Retry::ByItself {
            // They were written before any message of this page.
            for held in found.into_iter().rev() {
                self.line.insert(usize::from(self.sending), held);
            }
            return self.go(Vec::new());
        }
        if self.sending {
            return Vec::new();
        }
        let Some(held) = found.into_iter().next() else { return Vec::new() };
        self.tried = Some(held.clone());
        self.line = VecDeque::from([held.clone()]);
        vec![Order::Return(held)]
    }

    fn take_out(&mut self, id: &str) {
        if self.line.front().is_some_and(|first| first.id == id) {
            self.sending = false;
        }
        self.line.retain(|held| held.id != id);
    }

    /// Sends the next message if nothing prevents it. Messages with a manual retry are not sent here: their author
    /// learns at once that there is no network.
    fn go(&mut self, mut orders: Vec<Order<M>>) -> Vec<Order<M>> {
        let may_go = self.retry == Retry::ByItself && !self.sending && !self.waiting && self.online;
        if let Some(next) = self.line.front().filter(|_| may_go) {
            self.sending = true;
            orders.push(Order::Send(next.clone()));
        }
        orders
    }
}
