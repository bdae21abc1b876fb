//! Conversations with agents. A message starts a run; a run is a background task whose events stand
//! in the database, so that no tab, phone or server that goes away can lose a word of it.

mod area;
mod delete;
mod list;
mod rename;
mod rendered;
mod rendering;
mod rows;
mod runs;
mod send;
mod start;
mod view;

pub use area::Chat;
pub use delete::{delete, purge, restore};
pub use list::list;
pub use rename::rename;
pub use runs::{RunHub, drain, follow, heal, keep_healing, retry, stop};
pub use send::send;
pub use start::start;
pub use view::{transcript, view};
