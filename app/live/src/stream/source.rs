//! The browser's `EventSource`, open for as long as it is held.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{EventSource, MessageEvent};

/// An event of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The event's id, or the last id before it; empty if there was none.
    pub id: String,
    pub data: String,
}

/// An event of the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Opened,
    /// The browser reconnects by itself, with the last event's id.
    Cut,
    /// The browser has given up.
    Closed,
}

/// An open event source; closed when dropped.
pub struct Source {
    events: EventSource,
    event: String,
    on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_open: Closure<dyn FnMut()>,
    _on_error: Closure<dyn FnMut()>,
}

impl Drop for Source {
    fn drop(&mut self) {
        let listener = self.on_message.as_ref().unchecked_ref();
        let _gone = self.events.remove_event_listener_with_callback(&self.event, listener);
        self.events.set_onopen(None);
        self.events.set_onerror(None);
        self.events.close();
    }
}

impl Source {
    /// Listens at the address for events of this name, which is `message` where the server sends none.
    #[expect(clippy::disallowed_methods, reason = "the one place that opens one")]
    pub fn open(
        address: &str,
        event: &str,
        mut message: impl FnMut(Message) + 'static,
        change: impl Fn(Change) + Clone + 'static,
    ) -> Option<Self> {
        let events = EventSource::new(address).ok()?;
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(data) = event.data().as_string() {
                message(Message { id: event.last_event_id(), data });
            }
        });
        let opens = change.clone();
        let on_open = Closure::<dyn FnMut()>::new(move || opens(Change::Opened));
        let asked = events.clone();
        let on_error = Closure::<dyn FnMut()>::new(move || {
            let closed = asked.ready_state() == EventSource::CLOSED;
            change(if closed { Change::Closed } else { Change::Cut });
        });
        events.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        events.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let opened = Self { events, event: event.to_owned(), on_message, _on_open: on_open, _on_error: on_error };
        let listener = opened.on_message.as_ref().unchecked_ref();
        opened.events.add_event_listener_with_callback(event, listener).ok()?;
        Some(opened)
    }
}
