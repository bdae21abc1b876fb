//! The stream of a page: opens the connections that the rules ask for, and passes each frame to the reader.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::reactive::send_wrapper_ext::SendOption;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;

use super::line::{Act, Heard, Line, Link};
use super::source::{Change, Message, Source};

/// Whether a frame could be applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    Fits,
    /// An earlier frame is missing.
    Missed,
}

/// The state of the followed thing, as the server answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It continues after this id.
    GoesOn {
        after: i64,
    },
    Over,
}

/// The followed thing: where its frames come from, what each frame does, and how to ask for its state when none come.
pub trait Reader: Clone + 'static {
    type Frame: DeserializeOwned;
    /// The answer about its state.
    type Answer: 'static;

    /// The address that sends every frame after this id.
    fn address(&self, after: i64) -> String;
    /// Applies the frames of one connection, each with its id.
    fn taker(self) -> impl FnMut(i64, Self::Frame) -> Taken + 'static;
    /// Asks the server for the state; none if it did not answer.
    fn ask(self) -> impl Future<Output = Option<Self::Answer>> + 'static;
    /// Applies the answer.
    fn heal(&self, answer: Self::Answer) -> Standing;
}

/// Listeners to the stream's state.
type Ear = Rc<dyn Fn(Heard)>;

/// The handle to a stream that follows one thing at a time; `Copy`, safe to keep in callbacks and tasks.
#[derive(Clone, Copy)]
pub struct Stream {
    link: RwSignal<Link>,
    line: StoredValue<Line>,
    source: StoredValue<SendOption<Source>>,
    ear: StoredValue<SendOption<Ear>>,
}

impl Stream {
    /// Follows nothing yet.
    pub fn new() -> Self {
        Self {
            link: RwSignal::new(Link::Open),
            line: StoredValue::new(Line::default()),
            source: StoredValue::new(SendOption::new_local(None)),
            ear: StoredValue::new(SendOption::new_local(None)),
        }
    }

    /// Whether the connection is being re-established, reactively.
    pub fn is_lost(&self) -> bool {
        self.link.get() == Link::Lost
    }

    /// Whether there is a connection now, open or being opened.
    pub fn is_connected(&self) -> bool {
        self.source.try_with_value(|source| source.is_some()).unwrap_or(false)
    }

    /// Follows this from the id on, in place of anything followed before.
    pub fn follow<R: Reader>(self, reader: R, after: i64) {
        let Some(round) = self.line.try_update_value(|line| line.begin(after)) else { return };
        let hearing = reader.clone();
        let ear: Ear = Rc::new(move |heard| self.hear(&hearing, round, heard));
        self.ear.try_set_value(SendOption::new_local(Some(ear)));
        self.connect(&reader, round, after);
    }

    /// Closes the connection and follows nothing.
    pub fn stop(self) {
        self.line.try_update_value(Line::stop);
        self.close();
        self.ear.try_set_value(SendOption::new_local(None));
        self.show();
    }

    /// The network is back, or the page is visible again: ends any wait.
    pub fn hurry(self) {
        if let Some(ear) = self.ear.try_with_value(|ear| Option::<Ear>::clone(ear)).flatten() {
            ear(Heard::Back);
        }
    }

    fn hear<R: Reader>(self, reader: &R, round: u32, heard: Heard) {
        let Some(act) = self.line.try_update_value(|line| line.hear(round, heard)) else { return };
        match act {
            Act::Nothing => {}
            Act::Connect { after } => self.connect(reader, round, after),
            Act::Ask => {
                self.close();
                self.ask(reader.clone(), round);
            }
            Act::Wait { pause, number } => {
                let reader = reader.clone();
                set_timeout(move || self.hear(&reader, round, Heard::Due(number)), pause);
            }
        }
        self.show();
    }

    fn connect<R: Reader>(self, reader: &R, round: u32, after: i64) {
        match self.open(reader, round, after) {
            Some(source) => drop(self.source.try_set_value(SendOption::new_local(Some(source)))),
            None => self.hear(reader, round, Heard::NotOpened),
        }
    }

    fn open<R: Reader>(self, reader: &R, round: u32, after: i64) -> Option<Source> {
        let (hearing, changed) = (reader.clone(), reader.clone());
        let mut take = reader.clone().taker();
        let message = move |message: Message| {
            let id = message.id.parse().unwrap_or_default();
            // A frame that cannot be parsed, such as a newer server's, counts as missing.
            let heard = match serde_json::from_str(&message.data).map(|frame| take(id, frame)) {
                Ok(Taken::Fits) => Heard::Took(id),
                Ok(Taken::Missed) | Err(_) => Heard::Missed,
            };
            self.hear(&hearing, round, heard);
        };
        let change = move |change: Change| {
            let heard = match change {
                Change::Opened => Heard::Opened,
                Change::Cut => Heard::Cut,
                Change::Closed => Heard::Closed,
            };
            self.hear(&changed, round, heard);
        };
        Source::open(&reader.address(after), "message", message, change)
    }

    fn ask<R: Reader>(self, reader: R, round: u32) {
        spawn_local(async move {
            let answer = reader.clone().ask().await;
            // The page is gone, or follows something else by now.
            if self.line.try_with_value(|line| line.is_current(round)) != Some(true) {
                return;
            }
            let heard = match answer.map(|answer| reader.heal(answer)) {
                None => Heard::Unanswered,
                Some(Standing::GoesOn { after }) => Heard::GoesOn { after },
                Some(Standing::Over) => Heard::Over,
            };
            self.hear(&reader, round, heard);
        });
    }

    fn close(self) {
        self.source.try_set_value(SendOption::new_local(None));
    }

    /// Reports the state of the connection if it has changed.
    fn show(self) {
        let link = self.line.try_with_value(Line::link);
        if let Some(link) = link.filter(|link| self.link.try_get_untracked() != Some(*link)) {
            self.link.try_set(link);
        }
    }
}

impl Default for Stream {
    fn default() -> Self {
        Self::new()
    }
}
