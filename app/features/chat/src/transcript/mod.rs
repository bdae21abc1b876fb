//! The messages of a conversation: the window that the page holds, the answer that is being written, and how
//! each of them looks.

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
