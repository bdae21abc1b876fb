//! The looks of a conversation; its content and streaming belong to the chat feature.

mod composer;
mod conversation_link;
mod message;
mod reasoning;
mod thread;

pub use composer::Composer;
pub use conversation_link::{ConversationLink, ConversationList};
pub use message::{Author, Message, StreamingCaret};
pub use reasoning::Reasoning;
pub use thread::Thread;
