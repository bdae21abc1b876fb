//! The list of conversations beside the chat: its state, how it looks, and what can be done with a row.

mod actions;
mod loading;
mod panel;
mod rename;
mod row;
mod state;

pub use panel::ListPanel;
pub use rename::RenameForm;
pub use row::RowMenu;
pub use state::{ChatList, Place};

/// The id of the list, which is a drawer on the phone.
pub const DRAWER: &str = "conversations";
