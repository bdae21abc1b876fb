//! Asks the model for a title of the conversation, beside the answer.

use std::time::Duration;

use domain::values::ConversationTitle;
use futures::StreamExt;
use llm::{ChatEvent, ChatRequest, ChatTurn, Role};
use server_core::Backend;
use tokio::sync::oneshot;

use super::job::Job;
use super::title_words::title_in;
use super::turns::turns;

/// How long an answer that is complete waits for its title.
const PATIENCE: Duration = Duration::from_secs(2);
/// A model that says more than this is not writing a title.
const MAX_SAID: usize = 4_000;
const PROMPT: &str = "Write a title of at most six words for a conversation that starts with the message below. \
Answer with the title alone, in the message's language, without quotes or a full stop.";

/// A title that was asked for.
pub(super) struct Title(oneshot::Receiver<String>);

impl Title {
    /// The title, if it arrives soon enough.
    pub(super) async fn wait(self) -> Option<String> {
        tokio::time::timeout(PATIENCE, self.0).await.ok()?.ok()
    }
}

/// Starts asking, if one is wanted and the model is worth asking.
pub(super) fn wish_title(backend: &Backend, job: &Job) -> Option<Title> {
    if !job.titles {
        return None;
    }
    let (mut sender, receiver) = oneshot::channel();
    let (task, job) = (backend.clone(), job.clone());
    backend.spawn(async move {
        let title = tokio::select! {
            title = ask(&task, &job) => title,
            // A stopped answer needs no title, so the model can stop too.
            () = sender.closed() => return,
        };
        if let Some(title) = title {
            drop(sender.send(title));
        }
    });
    Some(Title(receiver))
}

async fn ask(backend: &Backend, job: &Job) -> Option<String> {
    let question = turns(backend, job).await.ok()?.pop()?;
    let text: String = question.text.chars().take(2_000).collect();
    let request = ChatRequest {
        model: job.model.clone(),
        turns: vec![ChatTurn { role: Role::System, text: PROMPT.to_owned() }, ChatTurn { role: Role::User, text }],
        temperature: Some(0.3),
        max_tokens: Some(200),
        request_id: format!("{}-title", job.key.run),
        asker: job.asker(),
    };
    let mut words = backend.models.stream(request).await.ok()?;
    let mut title = String::new();
    while let Some(event) = words.next().await {
        if title.len() > MAX_SAID {
            return None;
        }
        match event {
            Ok(ChatEvent::Text(text)) => title.push_str(&text),
            Ok(ChatEvent::TextWasReasoning) => title.clear(),
            // Its reasoning names nothing.
            Ok(_) => {}
            Err(error) => {
                tracing::debug!(%error, "no title for a conversation");
                return None;
            }
        }
    }
    title_in(&title).as_deref().and_then(ConversationTitle::nearest).map(String::from)
}
