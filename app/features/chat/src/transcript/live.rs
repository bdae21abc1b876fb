//! The running answer: its run, the state of the connection, and the connection itself. It belongs to the page and not
//! to the message, which may leave the window while it is being written.

use chat_domain::MessageView;
use domain::ids::RunId;
use leptos::prelude::*;
use live::{Reader, Stream};
use runs_domain::RunView;

/// The running answer; `Copy`, safe to keep in callbacks and tasks.
#[derive(Clone, Copy)]
pub struct Live {
    run: RwSignal<Option<RunId>>,
    stopping: RwSignal<bool>,
    retrying: RwSignal<bool>,
    stream: Stream,
    /// The message that the stream updates.
    followed: StoredValue<Option<ArcRwSignal<MessageView>>>,
}

impl Live {
    /// Starts with the run that the server reported, so that the first paint is correct.
    pub fn new(run: Option<RunId>) -> Self {
        Self {
            run: RwSignal::new(run),
            stopping: RwSignal::new(false),
            retrying: RwSignal::new(false),
            stream: Stream::new(),
            followed: StoredValue::new(None),
        }
    }

    /// The run that is writing, reactively.
    pub fn run(&self) -> Option<RunId> {
        self.run.get()
    }

    /// The run that is writing now.
    pub fn running(&self) -> Option<RunId> {
        self.run.try_get_untracked().flatten()
    }

    /// Whether the connection is being re-established, reactively.
    pub fn is_lost(&self) -> bool {
        self.stream.is_lost()
    }

    /// Whether the person has asked it to stop, reactively.
    pub fn is_stopping(&self) -> bool {
        self.stopping.get()
    }

    /// Whether an answer is about to be written again, reactively.
    pub fn is_retrying(&self) -> bool {
        self.retrying.get()
    }

    /// Follows the run, which updates this message.
    pub(super) fn begin(&self, reader: impl Reader, message: ArcRwSignal<MessageView>, run: &RunView) {
        self.run.try_set(Some(run.id));
        self.followed.try_set_value(Some(message));
        self.stream.follow(reader, run.seq.into());
    }

    /// Whether a connection already updates this very message.
    pub(super) fn follows(&self, message: &ArcRwSignal<MessageView>) -> bool {
        self.stream.is_connected()
            && self.followed.try_with_value(|followed| followed.as_ref() == Some(message)).unwrap_or(false)
    }

    /// Drops the connection but still waits for the run.
    pub(super) fn disconnect(&self) {
        self.stream.stop();
        self.followed.try_set_value(None);
    }

    pub(super) fn end(&self) {
        self.disconnect();
        self.run.try_set(None);
        self.stopping.try_set(false);
    }

    /// False if a stop is in progress already.
    pub(super) fn begin_stopping(&self) -> bool {
        begin(self.stopping)
    }

    pub(super) fn stopping_failed(&self) {
        self.stopping.try_set(false);
    }

    /// False if a retry is in progress already.
    pub(super) fn begin_retrying(&self) -> bool {
        begin(self.retrying)
    }

    pub(super) fn retrying_ended(&self) {
        self.retrying.try_set(false);
    }
}

fn begin(flag: RwSignal<bool>) -> bool {
    let idle = flag.try_get_untracked() == Some(false);
    if idle {
        flag.try_set(true);
    }
    idle
}
