//! The list of conversations beside the chat: its state, its looks, and the acts on a row.

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

/// The id of the list, which is a drawer on a phone.
pub const DRAWER: &str = "conversations";
