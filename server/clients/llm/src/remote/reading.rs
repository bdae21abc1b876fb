//! Reads an answer until it ends, breaks off or takes too long.

use std::{collections::VecDeque, pin::Pin, time::Duration};

use bytes::Bytes;
use futures::{Stream, StreamExt, stream};
use tokio::time::{Instant, timeout_at};

use super::answer::Answer;
use crate::{ChatEvent, ChatStream, LlmError, Stage, Timeouts};

/// How long the token count may take after the last word.
const COUNT_WAIT: Duration = Duration::from_secs(5);
/// How long the end may take after `[DONE]`; a connection whose end was read is reused for the next request.
const END_WAIT: Duration = Duration::from_millis(500);

type Body = Pin<Box<dyn Stream<Item = Result<Bytes, reqwest::Error>> + Send>>;

/// An answer that has begun.
pub(super) struct Reading {
    body: Body,
    answer: Answer,
    timeouts: Timeouts,
    first_token_due: Instant,
    last_byte: Instant,
    /// When the model last sent something; none before its first text or reasoning.
    last_word: Option<Instant>,
    ready: VecDeque<Result<ChatEvent, LlmError>>,
    is_over: bool,
}

impl Reading {
    /// Begins to read; the first text is due at this time.
    pub(super) fn new(
        response: reqwest::Response,
        answer: Answer,
        timeouts: Timeouts,
        first_token_due: Instant,
    ) -> Self {
        Self {
            body: response.bytes_stream().boxed(),
            answer,
            timeouts,
            first_token_due,
            last_byte: Instant::now(),
            last_word: None,
            ready: VecDeque::new(),
            is_over: false,
        }
    }

    pub(super) fn into_stream(self) -> ChatStream {
        stream::unfold(self, |mut reading| async move { Some((reading.next().await?, reading)) }).boxed()
    }

    async fn next(&mut self) -> Option<Result<ChatEvent, LlmError>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if self.is_over {
                return None;
            }
            match timeout_at(self.due(), self.body.next()).await {
                Ok(Some(Ok(bytes))) => self.take(&bytes),
                Ok(Some(Err(_))) => {
                    let reason = "the connection was lost".to_owned();
                    self.end(Some(LlmError::Interrupted { reason }));
                }
                Ok(None) => self.end(None),
                Err(_) => {
                    let stage = if self.last_word.is_some() { Stage::Idle } else { Stage::FirstToken };
                    self.end(Some(LlmError::Timeout { stage }));
                }
            }
        }
    }

    /// When the next bytes are due. Bytes prove that the server is alive, but keep-alives alone give it no more time
    /// than it has for its first text.
    fn due(&self) -> Instant {
        let Timeouts { first_token, idle, .. } = self.timeouts;
        match self.last_word {
            _ if self.answer.is_done() => self.last_byte + idle.min(END_WAIT),
            _ if self.answer.has_finished() => self.last_byte + idle.min(COUNT_WAIT),
            Some(last_word) => (self.last_byte + idle).min(last_word + idle.max(first_token)),
            None => self.first_token_due,
        }
    }

    fn take(&mut self, bytes: &Bytes) {
        self.last_byte = Instant::now();
        let signs_before = self.answer.signs_of_life();
        let said = self.answer.push(bytes);
        if self.answer.signs_of_life() > signs_before {
            self.last_word = Some(self.last_byte);
        }
        self.ready.extend(said.into_iter().map(Ok));
        if self.answer.has_failed() {
            self.end(None);
        }
    }

    fn end(&mut self, cause: Option<LlmError>) {
        self.is_over = true;
        self.body = stream::empty().boxed();
        self.ready.extend(self.answer.end().into_iter().map(Ok));
        match self.answer.verdict(cause) {
            Ok(reason) => {
                let usage = self.answer.usage();
                let usage = usage.map(|(input_tokens, output_tokens)| ChatEvent::Usage { input_tokens, output_tokens });
                self.ready.extend(usage.map(Ok));
                self.ready.push_back(Ok(ChatEvent::Finished { reason }));
            }
            Err(error) => self.ready.push_back(Err(error)),
        }
    }
}
