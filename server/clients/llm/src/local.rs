//! The embedded model behind the same interface as all others.

use std::hash::{DefaultHasher, Hash, Hasher};

use futures::{StreamExt, stream};
use local_llm::{GenerateRequest, LocalError, LocalEvent, LocalModel, Turn};
use tokio::sync::mpsc::Receiver;

use crate::{ChatEvent, ChatRequest, ChatStream, ChatTurn, FinishReason, LlmError, ModelCard, ModelId, Provider, Role};

const DEFAULT_TEMPERATURE: f32 = 0.7;
const DEFAULT_MAX_TOKENS: u32 = 512;

pub(crate) fn card(model: &LocalModel) -> ModelCard {
    ModelCard {
        id: ModelId::new(&Provider::Local, &model.name().to_lowercase()),
        label: model.name().to_owned(),
        provider_label: Provider::Local.label().to_owned(),
        is_demo: true,
    }
}

pub(crate) async fn stream(model: &LocalModel, request: ChatRequest) -> Result<ChatStream, LlmError> {
    let answer = model.generate(generate_request(request)).await.map_err(said)?;
    // `None` as state: the answer has ended, whatever may still come.
    let batches = stream::unfold(Some(answer), |answer| async move {
        let mut answer: Receiver<_> = answer?;
        let (events, is_over) = events_of(answer.recv().await);
        Some((stream::iter(events), (!is_over).then_some(answer)))
    });
    Ok(batches.flatten().boxed())
}

fn generate_request(request: ChatRequest) -> GenerateRequest {
    // The same request id gives the same text; a retry has another id.
    let mut seed = DefaultHasher::new();
    request.request_id.hash(&mut seed);
    GenerateRequest {
        turns: request.turns.into_iter().map(turn).collect(),
        temperature: request.temperature.unwrap_or(DEFAULT_TEMPERATURE),
        top_p: None,
        max_tokens: request.max_tokens.unwrap_or(DEFAULT_MAX_TOKENS),
        seed: seed.finish(),
        asker: request.asker,
    }
}

/// A long queue is reported as by every other provider: it helps to wait.
fn said(error: LocalError) -> LlmError {
    match error {
        LocalError::TooManyWaiting => LlmError::RateLimited { retry_after: None, message: error.to_string() },
        error => error.into(),
    }
}

fn turn(turn: ChatTurn) -> Turn {
    let role = match turn.role {
        Role::System => local_llm::Role::System,
        Role::User => local_llm::Role::User,
        Role::Assistant => local_llm::Role::Assistant,
    };
    Turn { role, text: turn.text }
}

type Events = Vec<Result<ChatEvent, LlmError>>;

fn events_of(event: Option<Result<LocalEvent, LocalError>>) -> (Events, bool) {
    match event {
        Some(Ok(LocalEvent::Text(text))) if text.is_empty() => (Vec::new(), false),
        Some(Ok(LocalEvent::Text(text))) => (vec![Ok(ChatEvent::Text(text))], false),
        Some(Ok(LocalEvent::Done { input_tokens, output_tokens, stopped_by_length })) => {
            let reason = if stopped_by_length { FinishReason::Length } else { FinishReason::Stop };
            let usage = ChatEvent::Usage { input_tokens, output_tokens };
            (vec![Ok(usage), Ok(ChatEvent::Finished { reason })], true)
        }
        Some(Err(error)) => (vec![Err(error.into())], true),
        None => {
            let reason = "the embedded model stopped".to_owned();
            (vec![Err(LlmError::Interrupted { reason })], true)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Asker;

    #[test]
    fn the_end_of_an_answer_tells_usage_and_reason_and_nothing_follows() {
        let done = LocalEvent::Done { input_tokens: 5, output_tokens: 9, stopped_by_length: true };
        let usage = ChatEvent::Usage { input_tokens: 5, output_tokens: 9 };
        let finished = ChatEvent::Finished { reason: FinishReason::Length };
        assert_eq!(events_of(Some(Ok(done))), (vec![Ok(usage), Ok(finished)], true));
    }

    #[test]
    fn a_model_that_stops_without_a_word_was_interrupted() {
        let (events, is_over) = events_of(None);
        let kinds: Vec<_> = events.iter().filter_map(|event| event.as_ref().err()).collect();
        assert!(is_over && kinds.iter().all(|error| error.kind() == "interrupted"));
        assert_eq!(kinds.len(), 1);
    }

    #[test]
    fn a_request_keeps_its_turns_and_gets_the_same_seed_for_the_same_id() {
        let request = |id: &str| ChatRequest {
            model: String::new(),
            turns: vec![ChatTurn { role: Role::User, text: "Hi".into() }],
            temperature: None,
            max_tokens: Some(7),
            request_id: id.into(),
            asker: Asker { organization: 1, person: 2 },
        };
        let first = generate_request(request("a"));
        assert_eq!(first, generate_request(request("a")));
        assert_ne!(first.seed, generate_request(request("b")).seed);
        assert_eq!(first.turns, [Turn { role: local_llm::Role::User, text: "Hi".into() }]);
        assert_eq!((first.max_tokens, first.top_p), (7, None));
        assert_eq!(first.asker, Asker { organization: 1, person: 2 });
    }

    #[test]
    fn a_line_that_is_too_long_may_be_tried_again_later() {
        assert!(said(LocalError::TooManyWaiting).is_retryable());
        assert!(!said(LocalError::NothingToAnswer).is_retryable());
    }
}
