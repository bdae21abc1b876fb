//! Chat models behind one small type: OpenAI, Anthropic, xAI, any OpenAI-compatible server, and the
//! model embedded in this process. Answers come as a stream of events, failures as one error type
//! that says what the caller can do. Nothing is retried, counted or stored here.

mod chat;
mod error;
mod local;
mod model;
mod models;
mod provider;
mod remote;
mod thoughts;

pub use chat::{ChatEvent, ChatRequest, ChatStream, ChatTurn, FinishReason, Role};
pub use error::{LlmError, Stage};
pub use local_llm::Asker;
pub use model::{ModelCard, ModelId};
pub use models::{ChatModels, Timeouts};
pub use provider::{Endpoint, Provider};
pub use thoughts::words_without_thoughts;
