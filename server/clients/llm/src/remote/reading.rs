//! Reads an answer event by event: watches the clock, and decides whether it ended or broke off.

use std::{collections::VecDeque, pin::Pin, sync::Arc, time::Duration};

use async_openai::error::OpenAIError;
use futures::{Stream, StreamExt, stream};
use secrecy::{ExposeSecret, SecretString};
use tokio::time::{Instant, timeout_at};

use super::{
    chunk::{Chunk, Usage},
    refusal::error_event,
    transport::translate,
    wire_watch::WireWatch,
};
use crate::{ChatEvent, ChatStream, FinishReason, LlmError, Stage, Timeouts};

/// How long the token count may take after the last word.
const COUNT_WAIT: Duration = Duration::from_secs(5);

type Chunks = Pin<Box<dyn Stream<Item = Result<Chunk, OpenAIError>> + Send>>;

/// An answer that has begun.
pub(super) struct Reading {
    pub chunks: Chunks,
    pub watch: Arc<WireWatch>,
    pub key: SecretString,
    pub timeouts: Timeouts,
    /// When the first word is due.
    pub first_token_due: Instant,
}

impl Reading {
    pub(super) fn into_stream(self) -> ChatStream {
        let state =
            State { reading: self, last_word: None, finish: None, usage: None, ready: VecDeque::new(), is_over: false };
        stream::unfold(state, |mut state| async move { Some((state.next().await?, state)) }).boxed()
    }
}

struct State {
    reading: Reading,
    /// When the last word or thought was taken; none before the first.
    last_word: Option<Instant>,
    finish: Option<FinishReason>,
    usage: Option<Usage>,
    ready: VecDeque<Result<ChatEvent, LlmError>>,
    is_over: bool,
}

impl State {
    async fn next(&mut self) -> Option<Result<ChatEvent, LlmError>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if self.is_over {
                return None;
            }
            match self.chunk().await {
                Ok(Some(chunk)) => self.take(chunk),
                Ok(None) => self.end(None),
                Err(error) => self.end(Some(error)),
            }
        }
    }

    /// The next chunk in time, or none at the end of the body.
    async fn chunk(&mut self) -> Result<Option<Chunk>, LlmError> {
        loop {
            let due = self.due();
            match timeout_at(due, self.reading.chunks.next()).await {
                Ok(chunk) => return chunk.transpose().map_err(translate),
                // A keep-alive may have moved it meanwhile.
                Err(_) if self.due() > due => {}
                Err(_) => {
                    let stage = if self.last_word.is_some() { Stage::Idle } else { Stage::FirstToken };
                    return Err(LlmError::Timeout { stage });
                }
            }
        }
    }

    /// When something has to have come. Bytes prove that the server lives, but keep-alives alone
    /// buy it no more time than it has for its first word.
    fn due(&self) -> Instant {
        let Timeouts { first_token, idle, .. } = self.reading.timeouts;
        let last_byte = self.reading.watch.last_byte();
        match self.last_word {
            _ if self.finish.is_some() => last_byte + idle.min(COUNT_WAIT),
            Some(last_word) => (last_byte + idle).min(last_word + idle.max(first_token)),
            None => self.reading.first_token_due,
        }
    }

    fn take(&mut self, mut chunk: Chunk) {
        if let Some(error) = chunk.error.take().filter(|error| !error.is_null()) {
            let error = error_event(&error, self.reading.key.expose_secret());
            return self.end(Some(error));
        }
        let text = chunk.take_text();
        if !text.is_empty() || chunk.has_thoughts() {
            self.last_word = Some(Instant::now());
        }
        if !text.is_empty() {
            self.ready.push_back(Ok(ChatEvent::Text(text)));
        }
        self.finish = self.finish.or(chunk.finish_reason().map(FinishReason::from_wire));
        // Some servers count in every chunk; the last count is the whole one.
        self.usage = chunk.usage.or(self.usage);
    }

    /// Once the model has said why it stopped the answer is whole, however the connection ends.
    fn end(&mut self, error: Option<LlmError>) {
        self.is_over = true;
        self.reading.chunks = stream::empty().boxed();
        let said_done = error.is_none() && self.reading.watch.is_done();
        let finish = self.finish.or(said_done.then_some(FinishReason::Stop));
        let Some(reason) = finish else {
            self.ready.push_back(Err(self.explained(error)));
            return;
        };
        if let Some(usage) = self.usage {
            self.ready.push_back(Ok(ChatEvent::Usage {
                input_tokens: usage.prompt_tokens.unwrap_or_default(),
                output_tokens: usage.completion_tokens.unwrap_or_default(),
            }));
        }
        self.ready.push_back(Ok(ChatEvent::Finished { reason }));
    }

    fn explained(&self, error: Option<LlmError>) -> LlmError {
        if self.reading.watch.is_too_long() {
            let reason = "an answer without end".to_owned();
            return LlmError::BadResponse { reason };
        }
        error.unwrap_or_else(|| {
            let reason = "the stream ended before the answer did".to_owned();
            LlmError::Interrupted { reason }
        })
    }
}
