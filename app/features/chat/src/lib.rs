//! Chat with agents: the list of conversations, the transcript with its running answer, the composer.
//! The server holds the transcript; a page holds a window of it and follows the run that writes.
//!
//! In the route table: [`ChatLayout`] as `ParentRoute` of `/chat`, inside it [`ChatStartPage`] at its root and
//! [`ConversationPage`] at `/:id`.

mod api;
mod composer;
mod list;
mod pages;
mod transcript;

pub use api::{
    DeleteConversation, ListConversations, RenameConversationTitle, RestoreConversation, RetryRun, SendMessage,
    StartChat, StopRun, ViewConversation, ViewTranscript,
};
pub use pages::{ChatLayout, ChatStartPage, ConversationPage};
