//! Runs: the durable life of one answer. Opened in the transaction that stores the question, written
//! by a background task, followed by any number of readers, healed when the server that wrote it is gone.

mod close;
mod draft;
mod end;
mod events;
mod follow;
mod heal;
mod history;
mod hub;
mod job;
mod open;
mod problem;
mod retry;
mod stop;
mod title;
mod title_words;
mod write;

pub(super) use close::close_all;
pub use follow::follow;
pub use heal::{heal, keep_healing};
pub(super) use hub::hub;
pub use hub::{RunHub, drain};
pub(super) use job::{Agent, Answer};
pub(super) use open::{open, start};
pub use retry::retry;
pub use stop::stop;
