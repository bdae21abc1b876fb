//! The rules of the outbox: what goes now, what waits, and what goes back to whoever wrote it.

use std::collections::VecDeque;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::Backoff;

const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// A message with the id that keeps it from arriving twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held<M> {
    pub id: String,
    pub message: M,
}

/// A message on its way, for whoever carries it. It says where the tab keeps it, which is still to be known when it
/// arrives and the page that sent it is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried<M> {
    pub id: String,
    pub message: M,
    pub(super) kept_as: String,
}

/// Who tries again after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// The person: the message goes back to them, and one is on its way at a time.
    ByHand,
    /// The page: messages wait in line, in order, and go as soon as they can.
    ByItself,
}

/// Why a message has not arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The connection or the server; the same message may arrive later, or has arrived unheard.
    Passing,
    /// The message itself was refused.
    Final,
}

/// What is to be done about it, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order<M> {
    /// What a reload must find has changed; see [`Outbox::kept`].
    Keep,
    Send(Held<M>),
    /// Back to whoever wrote it.
    Return(Held<M>),
    /// Say [`Outbox::due`] after this time.
    Wait(Duration),
}

/// What was written and is not known to have arrived.
#[derive(Debug, Clone)]
pub struct Outbox<M> {
    retry: Retry,
    /// The oldest first: that is the one on its way.
    pub(super) line: VecDeque<Held<M>>,
    sending: bool,
    /// The last message that was tried or came back, so that trying it again carries the same id.
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

    /// Whether another message is taken now.
    pub fn is_open(&self) -> bool {
        self.retry == Retry::ByItself || !self.sending
    }

    /// What has not arrived, the oldest first.
    pub fn held(&self) -> impl Iterator<Item = &Held<M>> {
        self.line.iter()
    }

    /// Takes a message; nothing happens while none is taken. One that came back and is the same keeps its id; any other
    /// gets a fresh one.
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

    /// The message has not arrived, as far as anybody knows.
    pub fn failed(&mut self, id: &str, why: Failure) -> Vec<Order<M>> {
        let on_its_way = self.line.front().filter(|first| self.sending && first.id == id);
        let Some(held) = on_its_way.cloned() else { return Vec::new() };
        if self.retry == Retry::ByHand {
            // It stays kept: a reload must not lose the id of what may have arrived after all.
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

    /// What came back was changed by the person, and is theirs from here on.
    pub fn changed(&mut self) -> Vec<Order<M>> {
        if self.retry == Retry::ByItself || self.sending || self.line.is_empty() {
            return Vec::new();
        }
        self.line.clear();
        vec![Order::Keep]
    }

    /// The pause is over.
    pub fn due(&mut self) -> Vec<Order<M>> {
        self.waiting = false;
        self.go(Vec::new())
    }

    /// There is a network again, or none any more: nothing goes meanwhile, and a wait ends with it.
    pub fn online(&mut self, online: bool) -> Vec<Order<M>> {
        let is_back = online && !self.online;
        self.online = online;
        if !is_back {
            return Vec::new();
        }
        self.backoff.reset();
        self.due()
    }

    /// Takes over what a page before this one held.
    pub(super) fn resume(&mut self, found: Vec<Held<M>>) -> Vec<Order<M>> {
        let known = |held: &Held<M>| self.line.iter().any(|own| own.id == held.id);
        let found: Vec<_> = found.into_iter().filter(|held| !known(held)).collect();
        if self.retry == Retry::ByItself {
            // They were written before whatever is here by now.
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

    /// Sends the next one if nothing is in its way. What goes by hand is not sent here: whoever sends it hears at once
    /// that there is no network.
    fn go(&mut self, mut orders: Vec<Order<M>>) -> Vec<Order<M>> {
        let may_go = self.retry == Retry::ByItself && !self.sending && !self.waiting && self.online;
        if let Some(next) = self.line.front().filter(|_| may_go) {
            self.sending = true;
            orders.push(Order::Send(next.clone()));
        }
        orders
    }
}
