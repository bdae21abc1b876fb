//! The request to a model and the events of its answer, the same for every provider.

use std::pin::Pin;

use futures::Stream;

use crate::{Asker, LlmError};

/// The speaker of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    System,
    User,
    Assistant,
}

/// One message of the conversation; turns of nothing but white space are not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatTurn {
    pub role: Role,
    pub text: String,
}

/// A conversation to be continued by the model.
#[derive(Debug, Clone, PartialEq)]
pub struct ChatRequest {
    /// A [`ModelId`](crate::ModelId) in its text form, such as `openai/gpt-4o`.
    pub model: String,
    pub turns: Vec<ChatTurn>,
    /// From 0 (the likeliest word) to 2; the provider's own default when absent.
    pub temperature: Option<f32>,
    /// Upper bound of the answer's tokens; the provider's own default when absent.
    pub max_tokens: Option<u32>,
    /// Sent as `X-Client-Request-Id`, so that a provider's support can find the call.
    pub request_id: String,
    /// The person and organisation that ask; a model in this process serves organisations, and their people, by turns.
    pub asker: Asker,
}

/// One piece of an answer, in this order: texts and reasoning, at most one usage, then the finish, after
/// which the stream ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChatEvent {
    /// The next words; never empty.
    Text(String),
    /// The model's reasoning before its answer; never empty, and no part of the answer.
    Reasoning(String),
    /// Every text so far was reasoning and no answer: its end was marked and its beginning was not. The answer begins
    /// now.
    TextWasReasoning,
    /// The tokens the provider counted; absent when it counts none, or reports an impossible number.
    Usage { input_tokens: u32, output_tokens: u32 },
    /// The answer is complete, or as complete as the reason says.
    Finished { reason: FinishReason },
}

/// Why a model stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FinishReason {
    /// It was done.
    Stop,
    /// It reached the token limit.
    Length,
    /// The provider's content filter stopped it.
    Filtered,
    /// It wants a tool called, or gives a reason that this crate does not know.
    Other,
}

impl FinishReason {
    /// From the provider's word, in lower case.
    pub(crate) fn from_wire(word: &str) -> Self {
        match word {
            "stop" | "end_turn" | "stop_sequence" | "eos" | "eos_token" | "completed" => Self::Stop,
            "length" | "max_tokens" | "max_output_tokens" | "model_length" => Self::Length,
            "content_filter" | "refusal" | "safety" | "prohibited_content" | "sensitive" => Self::Filtered,
            _ => Self::Other,
        }
    }

    /// The lower-case word for logs and storage.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Length => "length",
            Self::Filtered => "filtered",
            Self::Other => "other",
        }
    }
}

/// An answer in progress. It ends after `Finished` or after the first error; dropping it cancels the request at the
/// provider.
pub type ChatStream = Pin<Box<dyn Stream<Item = Result<ChatEvent, LlmError>> + Send>>;
