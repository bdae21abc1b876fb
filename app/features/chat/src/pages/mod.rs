//! The pages, in the order of their addresses: the layout of both, `/chat`, `/chat/:id`.

mod conversation;
mod layout;
mod parts;
mod start;
mod start_state;

pub use conversation::ConversationPage;
pub use layout::ChatLayout;
pub use start::ChatStartPage;
