//! The looks of a conversation; what it says and how it streams is the chat feature's.

mod composer;
mod conversation_link;
mod message;
mod thread;

pub use composer::Composer;
pub use conversation_link::{ConversationLink, ConversationList};
pub use message::{Author, Message, StreamingCaret};
pub use thread::Thread;
