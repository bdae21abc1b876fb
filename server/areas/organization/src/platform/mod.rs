//! The operator's acts on whole organisations: suspend and resume, delete and restore, and the purge of organisations
//! that nobody restored. `app.enter` itself refuses a closed organisation; here is everything around that.

mod delete;
mod purge;
mod state;
mod suspend;

pub use delete::{delete, restore};
pub(crate) use delete::{delete_by_owner, restore_by_owner};
pub use purge::purge;
pub use suspend::{resume, suspend};
