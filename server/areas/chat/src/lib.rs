//! Conversations with agents: a message starts a run, and the run's text becomes the answer.

mod answers;
mod area;
mod count;
mod delete;
mod history;
mod home;
mod list;
mod rename;
mod rendered;
mod retry;
mod rows;
mod send;
mod start;
mod view;

pub use area::Chat;
pub use delete::{delete, purge, restore};
pub use list::list;
pub use rename::rename;
pub use retry::retry;
pub use runs_area::stop;
pub use send::send;
pub use start::start;
pub use view::{transcript, view};
