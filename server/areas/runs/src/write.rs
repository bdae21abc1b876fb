//! The background task that asks the model and stores the answer as it arrives.

use std::mem;
use std::time::Duration;

use domain::ids::RunId;
use futures::StreamExt;
use llm::{ChatEvent, ChatRequest, ChatStream, ChatTurn, FinishReason, LlmError};
use runs_domain::EventKind;
use server_core::{Backend, Result};
use tokio::time::{Instant, sleep_until};

use super::close::close_one;
use super::draft::{Draft, Outcome};
use super::end::{Ending, end};
use super::events::{Appended, append_retraction, append_text};
use super::hub::{Live, Shown, hub};
use super::job::Job;
use super::rendering::render;
use super::title::{Title, wish_title};
use super::turns::first_turns;
use super::writing::ShownPart;

/// Text that arrives faster than this is stored and shown in batches; the first words at once.
const BATCH: Duration = Duration::from_millis(50);
/// Added for every other answer, so that many at once do not keep the database from the first words of the next.
const BATCH_PER_RUN: Duration = Duration::from_millis(2);
/// How many times as long as the last rendering text waits: a long block that is still open is rendered again with each
/// batch, and must not keep the processor from everybody else.
const REST_PER_SHOWING: u32 = 9;
/// The longest that text waits, however many answers are written.
const LONGEST_BATCH: Duration = Duration::from_millis(250);

/// Writes the run to its end, whatever that is.
pub(super) async fn write(backend: Backend, job: Job, live: Live) {
    let _writing = Writing::begin(&backend, job.key.run);
    let mut draft = Draft::of(&job);
    let mut title = None;
    let outcome = match first_turns(&backend, &job, &live).await {
        Ok(turns) => {
            // A run that has to stop already asks the model for nothing.
            if !live.stop.is_cancelled() {
                title = wish_title(&backend, &job);
            }
            answer(&backend, &job, &live, &mut draft, turns).await
        }
        Err(error) => Err(error),
    };
    finish(&backend, &job, &live, draft, outcome.unwrap_or_else(broken), title).await;
}

/// A run that this process writes; dropping this, for whatever reason, removes it from the hub.
struct Writing<'a> {
    backend: &'a Backend,
    run: RunId,
}

impl<'a> Writing<'a> {
    fn begin(backend: &'a Backend, run: RunId) -> Self {
        metrics::gauge!("soloos_runs_active").increment(1.0);
        Self { backend, run }
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        hub(self.backend).leave(self.run);
        metrics::gauge!("soloos_runs_active").decrement(1.0);
    }
}

fn broken(error: server_core::Error) -> Outcome {
    let error = domain::AppError::from(error);
    match error {
        domain::AppError::Internal { reference } => Outcome::Broken { reference },
        other => Outcome::Broken { reference: other.to_string() },
    }
}

async fn answer(backend: &Backend, job: &Job, live: &Live, draft: &mut Draft, turns: Vec<ChatTurn>) -> Result<Outcome> {
    draft.letters_read = turns.iter().map(|turn| turn.text.chars().count()).sum();
    let request = ChatRequest {
        model: job.model.clone(),
        turns,
        temperature: Some(job.agent.temperature),
        max_tokens: Some(u32::try_from(job.agent.max_tokens).unwrap_or(1)),
        request_id: job.key.run.to_string(),
        asker: job.asker(),
    };
    let stream = tokio::select! {
        biased;
        () = live.stop.cancelled() => return Ok(Outcome::Stopped),
        () = live.interrupt.cancelled() => return Ok(Outcome::Interrupted),
        stream = backend.models.stream(request) => stream,
    };
    match stream {
        Ok(stream) => read(backend, job, live, draft, stream).await,
        Err(error) => Ok(failed(error)),
    }
}

/// A filter's refusal ends an answer just as the finish reason `Filtered` does.
fn failed(error: LlmError) -> Outcome {
    match error {
        LlmError::Filtered { .. } => Outcome::Cut(FinishReason::Filtered),
        error => Outcome::Failed(error),
    }
}

/// Reads the model's output until it ends, storing it in batches.
async fn read(backend: &Backend, job: &Job, live: &Live, draft: &mut Draft, mut words: ChatStream) -> Result<Outcome> {
    let mut due = Instant::now();
    let outcome = loop {
        tokio::select! {
            biased;
            () = live.stop.cancelled() => break Outcome::Stopped,
            () = live.interrupt.cancelled() => break Outcome::Interrupted,
            () = sleep_until(due), if draft.is_waiting() => match store(backend, job, live, draft).await? {
                Stored::GoOn => due = Instant::now() + batch(hub(backend).count(), draft.showing),
                Stored::Stop => break Outcome::Stopped,
                Stored::Lost => return Ok(Outcome::Lost),
            },
            event = words.next() => match event {
                Some(Ok(ChatEvent::Text(text))) => draft.say(&text),
                Some(Ok(ChatEvent::Reasoning(text))) => draft.think(&text),
                Some(Ok(ChatEvent::TextWasReasoning)) => match retract(backend, job, live, draft).await? {
                    Stored::GoOn => {}
                    Stored::Stop => break Outcome::Stopped,
                    Stored::Lost => return Ok(Outcome::Lost),
                },
                Some(Ok(ChatEvent::Usage { input_tokens, output_tokens })) => draft.usage = Some((input_tokens, output_tokens)),
                Some(Err(error)) => break failed(error),
                Some(Ok(ChatEvent::Finished { reason: reason @ (FinishReason::Length | FinishReason::Filtered) })) => {
                    break Outcome::Cut(reason);
                }
                Some(Ok(ChatEvent::Finished { .. })) | None => break Outcome::Completed,
            },
        }
    };
    match store(backend, job, live, draft).await? {
        Stored::Lost => Ok(Outcome::Lost),
        Stored::GoOn | Stored::Stop => Ok(outcome),
    }
}

/// How long text is collected while this process writes `runs` answers, and rendering took `showing`.
fn batch(runs: usize, showing: Duration) -> Duration {
    let others = u32::try_from(runs.saturating_sub(1)).unwrap_or(u32::MAX);
    let wait = BATCH_PER_RUN.saturating_mul(others).saturating_add(BATCH);
    wait.max(showing.saturating_mul(REST_PER_SHOWING)).min(LONGEST_BATCH)
}

enum Stored {
    GoOn,
    Stop,
    Lost,
}

/// Stores what waits and only then shows it.
async fn store(backend: &Backend, job: &Job, live: &Live, draft: &mut Draft) -> Result<Stored> {
    if !draft.is_waiting() {
        return Ok(Stored::GoOn);
    }
    let stored = append_waiting(backend, job, draft).await?;
    if !matches!(stored, Stored::Lost) {
        show(live, draft).await?;
    }
    Ok(stored)
}

/// Stores what waits; reasoning comes first, since it is shown before the answer wherever it came.
async fn append_waiting(backend: &Backend, job: &Job, draft: &mut Draft) -> Result<Stored> {
    let (reasoning, text) = (mem::take(&mut draft.waiting_reasoning), mem::take(&mut draft.waiting));
    let mut stored = Stored::GoOn;
    for (kind, text) in [(EventKind::Reasoning, reasoning), (EventKind::Text, text)] {
        if text.is_empty() {
            continue;
        }
        stored = note(draft, append_text(backend, job, kind, &text).await?);
        if matches!(stored, Stored::Lost) {
            break;
        }
        draft.writing.add(kind, &text);
    }
    Ok(stored)
}

/// Renders everything that is stored, and shows it to readers.
async fn show(live: &Live, draft: &mut Draft) -> Result<()> {
    let begun = Instant::now();
    let mut writing = draft.writing.clone();
    let (writing, parts) = render(move || {
        let parts = writing.render();
        (writing, parts)
    })
    .await?;
    draft.writing = writing;
    draft.showing = begun.elapsed();
    live.shown.send_replace(Shown { seq: draft.seq, parts, end: None });
    Ok(())
}

/// Retracts the text so far: it was reasoning.
async fn retract(backend: &Backend, job: &Job, live: &Live, draft: &mut Draft) -> Result<Stored> {
    let was_shown = draft.writing.has_text();
    draft.take_back();
    if !was_shown {
        return Ok(Stored::GoOn);
    }
    let stored = note(draft, append_retraction(backend, job).await?);
    if !matches!(stored, Stored::Lost) {
        show(live, draft).await?;
    }
    Ok(stored)
}

/// Updates the draft after an append.
fn note(draft: &mut Draft, appended: Appended) -> Stored {
    let (seq, stored) = match appended {
        Appended::At(seq) => (seq, Stored::GoOn),
        Appended::StopWanted(seq) => (seq, Stored::Stop),
        Appended::Lost => return Stored::Lost,
    };
    draft.seq = seq;
    stored
}

async fn finish(backend: &Backend, job: &Job, live: &Live, draft: Draft, outcome: Outcome, title: Option<Title>) {
    let writing = draft.writing.clone();
    let parts = render(move || writing.finish()).await.ok();
    let shown = match &parts {
        Some(parts) => parts.iter().map(ShownPart::from).collect(),
        None => live.shown.borrow().parts.clone(),
    };
    let title = match (&outcome, title) {
        (Outcome::Completed | Outcome::Cut(_), Some(title)) => title.wait().await,
        _ => None,
    };
    let ending = Ending { outcome, draft, title, parts };
    match end(backend, job, ending).await {
        Ok((seq, frame)) => {
            live.shown.send_replace(Shown { seq, parts: shown, end: Some(frame) });
        }
        Err(error) if error.is_closed() => {
            if let Err(error) = close_one(backend, job.caller.org(), job.key.run).await {
                tracing::error!(run = %job.key.run, %error, "a run of a closed organisation could not be ended");
            }
        }
        // The row still says `streaming`: healing ends it as interrupted.
        Err(error) => tracing::error!(run = %job.key.run, %error, "the end of a run could not be stored"),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{BATCH, LONGEST_BATCH, batch};

    #[test]
    fn words_wait_longer_the_more_answers_are_written_and_never_too_long() {
        let at_once = Duration::ZERO;
        assert_eq!(batch(1, at_once), BATCH);
        assert!(batch(50, at_once) > batch(10, at_once));
        assert_eq!(batch(usize::MAX, at_once), LONGEST_BATCH);
    }

    #[test]
    fn words_wait_longer_when_rendering_takes_long_and_never_too_long() {
        assert_eq!(batch(1, Duration::from_millis(1)), BATCH);
        assert_eq!(batch(1, Duration::from_millis(10)), Duration::from_millis(90));
        assert_eq!(batch(1, Duration::from_secs(1)), LONGEST_BATCH);
    }
}
