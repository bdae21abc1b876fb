//! The pages, in the order of their addresses: the layout around both, `/chat`, `/chat/:id`.

mod conversation;
mod layout;
mod parts;
mod start;

pub use conversation::ConversationPage;
pub use layout::{ChatLayout, active_conversation};
pub use start::ChatStartPage;
