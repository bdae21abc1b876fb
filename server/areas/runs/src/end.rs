//! Ends a run: its status, its tokens, its last event; its text goes to the area that opened it.

use llm::FinishReason;
use runs_domain::{EventKind, Part, RunFrame, RunStatus, RunView};
use serde_json::json;
use server_core::db::TenantTx;
use server_core::{Backend, Result, usage};

use super::draft::{Draft, Outcome};
use super::job::Job;
use super::problem::{self, Problem};
use super::purpose::Ended;
use super::relay::topic;
use super::rows::{model_label, problem as shown_problem};

/// How a run ended, with everything it wrote.
pub(super) struct Ending {
    pub(super) outcome: Outcome,
    pub(super) draft: Draft,
    pub(super) title: Option<String>,
    /// All of it rendered, to be stored.
    pub(super) parts: Option<Vec<Part>>,
}

/// Stores the end and returns the seq and the frame that notify readers of it.
pub(super) async fn end(backend: &Backend, job: &Job, ending: Ending) -> Result<(i32, RunFrame)> {
    let text = ending.draft.writing.text();
    let (status, problem) = judge(&ending.outcome, text.trim().is_empty());
    let (input, output, estimated) = tokens(&ending.draft, &text);
    let mut tx = backend.db.tenant(&job.caller).await?;
    let seq =
        write_end(&mut tx, job, backend.instance.id(), status, problem.as_ref(), (input, output, estimated)).await?;
    let Some(seq) = seq else {
        return Ok((
            ending.draft.seq,
            frame(job, RunStatus::Interrupted, ending.draft.seq, Some(problem::server_gone()), None, &text, None),
        ));
    };
    // A provider that refused before its first word has charged nothing.
    if ending.draft.usage.is_some() || !text.is_empty() || ending.draft.letters_thought > 0 {
        usage::answered(&mut tx, job.key.run, input, output).await?;
    }
    let ended = Ended {
        organization: job.caller.org(),
        of: job.key,
        text: &text,
        parts: ending.parts.as_deref(),
        title: ending.title.as_deref(),
    };
    let title = job.purpose.ended(tx.conn(), ended).await?;
    tx.commit().await?;
    count(status, input, output);
    Ok((seq, frame(job, status, seq, problem, Some((input, output, estimated)), &text, title)))
}

/// Writes status and last event, and notifies readers elsewhere; nothing if somebody else has ended the run.
async fn write_end(
    tx: &mut TenantTx,
    job: &Job,
    instance: i32,
    status: RunStatus,
    problem: Option<&Problem>,
    (input, output, estimated): (i32, i32, bool),
) -> Result<Option<i32>> {
    let now = tx.now();
    let row = sqlx::query!(
        r#"with run as (
             update runs set last_seq = last_seq + 1, status = $3, error_kind = $4, error_message = $5,
               retry_after_seconds = $6, input_tokens = $7, output_tokens = $8, tokens_estimated = $9, finished_at = $10
             where organization_id = app.organization_id() and id = $1 and instance_id = $2 and status = 'streaming'
             returning id, last_seq
           ), event as (
             insert into run_events (run_id, seq, kind, data, created_at)
             select id, last_seq, $13, $11, $10 from run
           )
           select last_seq, pg_notify('soloos_bus', $12)::text as told from run"#,
        job.key.run.0,
        instance,
        status.as_str(),
        problem.map(|problem| problem.kind.as_str()),
        problem.map(|problem| problem.message.as_str()),
        problem.and_then(|problem| problem.retry_after),
        input,
        output,
        estimated,
        now,
        json!({ "status": status.as_str() }),
        topic(job.key.run),
        EventKind::End.as_str(),
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| row.last_seq))
}

/// An empty answer counts as none, whatever the model says of it.
fn judge(outcome: &Outcome, is_empty: bool) -> (RunStatus, Option<Problem>) {
    let written = if is_empty { RunStatus::Failed } else { RunStatus::Completed };
    match outcome {
        Outcome::Completed => (written, is_empty.then(problem::empty)),
        Outcome::Cut(FinishReason::Length) => (written, Some(problem::at_length(is_empty))),
        Outcome::Cut(_) => (written, Some(problem::withheld(is_empty))),
        Outcome::Stopped => (RunStatus::Stopped, None),
        Outcome::Interrupted | Outcome::Lost => (RunStatus::Interrupted, Some(problem::server_gone())),
        Outcome::Failed(error) => (RunStatus::Failed, Some(problem::of(error, is_empty))),
        Outcome::Broken { reference } => (RunStatus::Failed, Some(problem::fault(reference))),
    }
}

/// The provider's counts, or an estimate of one token for four characters.
fn tokens(draft: &Draft, text: &str) -> (i32, i32, bool) {
    let int = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let estimate = |letters: usize| i32::try_from(letters.div_ceil(4)).unwrap_or(i32::MAX);
    if let Some((input, output)) = draft.usage {
        (int(input), int(output), false)
    } else {
        let written = text.chars().count() + draft.letters_thought;
        (estimate(draft.letters_read), estimate(written), true)
    }
}

fn frame(
    job: &Job,
    status: RunStatus,
    seq: i32,
    problem: Option<Problem>,
    tokens: Option<(i32, i32, bool)>,
    text: &str,
    title: Option<String>,
) -> RunFrame {
    let run = RunView {
        id: job.key.run,
        status,
        seq,
        model: model_label(&job.model),
        problem: problem
            .and_then(|problem| shown_problem(Some(problem.kind), Some(problem.message), problem.retry_after)),
        input_tokens: tokens.map(|(input, ..)| input),
        output_tokens: tokens.map(|(_, output, _)| output),
        tokens_estimated: tokens.is_some_and(|(.., estimated)| estimated),
    };
    RunFrame::End { run, text: text.to_owned(), title }
}

fn count(status: RunStatus, input: i32, output: i32) {
    metrics::counter!("soloos_runs_total", "status" => status.as_str()).increment(1);
    metrics::counter!("soloos_tokens_total", "direction" => "input")
        .increment(u64::try_from(input).unwrap_or_default());
    metrics::counter!("soloos_tokens_total", "direction" => "output")
        .increment(u64::try_from(output).unwrap_or_default());
}
