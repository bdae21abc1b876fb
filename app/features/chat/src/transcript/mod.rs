//! The messages of a conversation: the window that the page holds, the running answer, and the looks of each message.

mod answer;
mod blocks;
mod entry;
mod footer;
mod live;
mod message;
mod pages;
mod pane;
mod parts;
mod problem;
mod state;
mod stream;
mod turns;

pub use message::FirstExchange;
pub use pane::TranscriptPane;
pub use state::Conversation;
