//! The request to the model and the events that come back, free of any wire format.

/// Who speaks in a [`Turn`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Instructions for the whole conversation; kept when older turns are dropped.
    System,
    /// The person.
    User,
    /// The model's own earlier answers.
    Assistant,
}

/// One message of the conversation so far, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The speaker.
    pub role: Role,
    /// Plain text; chat markers inside it are taken literally.
    pub text: String,
}

/// Who asks, for taking turns; the numbers have no meaning here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Asker {
    /// Organisations take turns with each other.
    pub organization: u128,
    /// People take turns within their organisation.
    pub person: u128,
}

/// A conversation to continue, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct GenerateRequest {
    /// Oldest first; the last one is answered.
    pub turns: Vec<Turn>,
    /// 0 always takes the likeliest token; values outside 0 to 2 are clamped.
    pub temperature: f32,
    /// Share of probability to sample from; `None` means all of the 50 likeliest tokens.
    pub top_p: Option<f32>,
    /// Most tokens to write; clamped to 1 to 1,024.
    pub max_tokens: u32,
    /// The same seed with the same request gives the same text on the same machine.
    pub seed: u64,
    /// Whose turn it takes.
    pub asker: Asker,
}

/// One step of an answer; `Done` is always the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LocalEvent {
    /// The next piece of text, never empty.
    Text(String),
    /// The answer is complete.
    Done {
        /// Tokens of the prompt, chat markers included, after trimming.
        input_tokens: u32,
        /// Tokens of the answer, its end marker not counted.
        output_tokens: u32,
        /// True when `max_tokens` cut the answer short.
        stopped_by_length: bool,
    },
}
