//! The outbox of a page: keeps what is held in the tab, waits, and hands out what is to be sent.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::held::{Carried, Failure, Held, Order, Outbox, Retry};
use super::kept::without;
use crate::browser::fresh_id;
use crate::tab;

/// The handle to an outbox; `Copy`, safe to keep in callbacks and tasks.
pub struct LiveOutbox<M: 'static> {
    outbox: StoredValue<Outbox<M>>,
    /// Under which name the tab keeps what is held.
    name: StoredValue<String>,
    sending: RwSignal<bool>,
    /// Sends what goes later than it was put.
    carry: StoredValue<Option<Callback<Carried<M>>>>,
}

impl<M: 'static> Clone for LiveOutbox<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M: 'static> Copy for LiveOutbox<M> {}

impl<M> LiveOutbox<M>
where
    M: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    /// An empty one, whose messages the tab keeps under `name`.
    pub fn new(name: String, retry: Retry) -> Self {
        Self {
            outbox: StoredValue::new(Outbox::new(retry)),
            name: StoredValue::new(name),
            sending: RwSignal::new(false),
            carry: StoredValue::new(None),
        }
    }

    /// Who sends what could not go when it was put: after a pause, a reload, or a time without a network.
    pub fn carried_by(self, carry: Callback<Carried<M>>) {
        self.carry.try_set_value(Some(carry));
    }

    /// Whether a message is on its way, followed.
    pub fn is_sending(self) -> bool {
        self.sending.get()
    }

    /// Whether a message is on its way at this moment; one is, for all that anybody knows, once the page is gone.
    pub fn is_busy(self) -> bool {
        self.outbox.try_with_value(Outbox::is_sending).unwrap_or(true)
    }

    /// Takes a message, and gives it back with its id if it is to be sent now. `own_id` is the id that it has already, if
    /// it has one; a message that is tried again keeps the one it had.
    pub fn put(self, message: M, own_id: impl FnOnce() -> Option<String>) -> Option<Carried<M>> {
        let orders = self.perform(|outbox| outbox.put(message, || own_id().unwrap_or_else(fresh_id)));
        self.carried(orders.send?)
    }

    /// The message has arrived. The tab forgets it also if the page that sent it is gone by now.
    pub fn arrived(self, carried: &Carried<M>) {
        let is_here = self.outbox.try_with_value(|_| ()).is_some();
        if is_here {
            self.hand_out(|outbox| outbox.arrived(&carried.id));
        } else if let Some(kept) = tab::read(&carried.kept_as) {
            tab::write(&carried.kept_as, &without(&kept, &carried.id));
        }
    }

    /// The message has not arrived; gives it if it goes back to whoever wrote it.
    pub fn failed(self, id: &str, why: Failure) -> Option<Held<M>> {
        self.hand_out(|outbox| outbox.failed(id, why))
    }

    /// What came back was changed by the person.
    pub fn changed(self) {
        self.hand_out(Outbox::changed);
    }

    /// There is a network again, or none any more.
    pub fn online(self, online: bool) {
        self.hand_out(|outbox| outbox.online(online));
    }

    /// Takes over what the tab holds of a page before; gives what goes back to whoever wrote it.
    pub fn restore(self) -> Option<Held<M>> {
        let kept = self.name.try_with_value(|name| tab::read(name)).flatten()?;
        self.hand_out(|outbox| outbox.restore(&kept))
    }

    /// Gives what is to be sent to whoever carries, and what comes back to whoever asks.
    fn hand_out(self, change: impl FnOnce(&mut Outbox<M>) -> Vec<Order<M>>) -> Option<Held<M>> {
        let orders = self.perform(change);
        let carried = orders.send.and_then(|held| self.carried(held));
        if let (Some(carried), Some(carry)) = (carried, self.carry.try_get_value().flatten()) {
            carry.try_run(carried);
        }
        orders.back
    }

    fn carried(self, held: Held<M>) -> Option<Carried<M>> {
        let Held { id, message } = held;
        Some(Carried { id, message, kept_as: self.name.try_get_value()? })
    }

    fn perform(self, change: impl FnOnce(&mut Outbox<M>) -> Vec<Order<M>>) -> Orders<M> {
        let mut orders = Orders { send: None, back: None };
        for order in self.outbox.try_update_value(change).unwrap_or_default() {
            match order {
                Order::Keep => self.keep(),
                Order::Send(held) => orders.send = Some(held),
                Order::Return(held) => orders.back = Some(held),
                Order::Wait(pause) => set_timeout(move || drop(self.hand_out(Outbox::due)), pause),
            }
        }
        let sending = self.outbox.try_with_value(Outbox::is_sending);
        if let Some(sending) = sending.filter(|sending| self.sending.try_get_untracked() != Some(*sending)) {
            self.sending.try_set(sending);
        }
        orders
    }

    fn keep(self) {
        let kept = self.outbox.try_with_value(Outbox::kept);
        if let Some(kept) = kept {
            self.name.try_with_value(|name| tab::write(name, &kept));
        }
    }
}

/// What is left to do for others: each change asks for one of each at most.
struct Orders<M> {
    send: Option<Held<M>>,
    back: Option<Held<M>>,
}
