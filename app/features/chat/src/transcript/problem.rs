//! The message of an answer that did not end well, with the next step.

use std::time::Duration;

use leptos::prelude::*;
use live::browser::seconds_since;
use runs_domain::{RunProblem, RunStatus};
use ui::{Alert, ButtonVariant, Tone};

use super::entry::Entry;
use super::footer::RetryButton;
use super::state::Conversation;

/// A note for an answer that was stopped or cut short, a callout with a retry for one that failed; nothing otherwise.
#[component]
pub fn RunNotice(conversation: Conversation, entry: Entry) -> impl IntoView {
    let message = entry.message.clone();
    let state =
        Memo::new(move |_| message.with(|message| message.run.as_ref().map(|run| (run.status, run.problem.clone()))));
    let entry = StoredValue::new(entry);
    move || match state.get() {
        Some((RunStatus::Stopped, _)) => {
            Some(view! { <p class="text-[13px] text-muted">"You stopped this answer here."</p> }.into_any())
        }
        Some((RunStatus::Completed, Some(problem))) => {
            let (title, text) = words(RunStatus::Completed, Some(&problem));
            Some(
                view! {
                    <Alert tone=Tone::Warning title>
                        {text}
                    </Alert>
                }
                .into_any(),
            )
        }
        Some((status @ (RunStatus::Failed | RunStatus::Interrupted), problem)) => {
            Some(view! { <Problem conversation entry status problem /> }.into_any())
        }
        _ => None,
    }
}

#[component]
fn Problem(
    conversation: Conversation,
    entry: StoredValue<Entry>,
    status: RunStatus,
    problem: Option<RunProblem>,
) -> impl IntoView {
    let key = entry.with_value(|entry| entry.key.clone());
    let is_last = Memo::new(move |_| conversation.is_last(&key));
    let (title, text) = words(status, problem.as_ref());
    let retry = retry_label(problem.as_ref());
    let wait = countdown(entry, problem.as_ref().and_then(|problem| problem.retry_after_seconds));
    let tone = if status == RunStatus::Interrupted { Tone::Warning } else { Tone::Danger };
    view! {
        <Alert tone title>
            <p>{text}</p>
            {move || {
                retry
                    .filter(|_| is_last.get())
                    .map(|label| {
                        view! {
                            <div class="mt-2.5">
                                <RetryButton conversation entry label variant=ButtonVariant::Secondary wait />
                            </div>
                        }
                    })
            }}
        </Alert>
    }
}

/// The words of the button that asks again; none where that cannot help.
fn retry_label(problem: Option<&RunProblem>) -> Option<&'static str> {
    let Some(problem) = problem.filter(|problem| !problem.may_pass()) else { return Some("Try again") };
    problem.may_be_repaired().then_some("Try again once it is repaired")
}

/// The headline of a problem with the server's explanation, or else with our advice.
fn words(status: RunStatus, problem: Option<&RunProblem>) -> (&'static str, String) {
    let (title, advice) = advice(status, problem);
    let told = problem.map(|problem| problem.message.clone()).filter(|told| !told.is_empty());
    (title, told.unwrap_or_else(|| advice.to_owned()))
}

/// The headline of a problem, and the advice if the server gives no explanation.
fn advice(status: RunStatus, problem: Option<&RunProblem>) -> (&'static str, &'static str) {
    if status == RunStatus::Interrupted {
        return (
            "The answer was interrupted",
            "The server restarted while this was being written. What had arrived is kept above.",
        );
    }
    match problem.map(|problem| problem.kind.as_str()) {
        Some("unauthorized") => ("The model's provider refused the key", "An owner or admin has to check the key."),
        Some("rate_limited") => ("The model's provider asks to slow down", "Too many requests came in a short time."),
        Some("quota_exhausted") => {
            ("The model's provider has no credit left", "An owner or admin has to look at the account.")
        }
        Some("timeout") => ("The model stopped answering", "Nothing came for too long."),
        Some("interrupted") => ("The connection to the model broke", "What had arrived is kept above."),
        Some("unreachable") => ("The model cannot be reached", "Its provider does not answer at all."),
        Some("server" | "bad_response") => ("The model's provider has a problem", "It may work again in a moment."),
        Some("context_too_long") => {
            ("This conversation is too long for the model", "Start a new one, or choose a model with more room.")
        }
        Some("unknown_model" | "not_found" | "setup") => {
            ("This model is not set up", "An owner or admin has to choose another model for this agent.")
        }
        Some("rejected") => {
            ("The model's provider declined the request", "Put it in other words, or change the agent.")
        }
        Some("empty") => ("There is no answer", "The model ended without a word."),
        Some("length") => ("The answer is not whole", "It reached the agent's token limit."),
        Some("filtered") => ("The answer was withheld", "The provider's content filter ended it."),
        Some("local") => ("The demo model failed", "Try again; if it keeps failing, the server's log says why."),
        _ => ("The answer broke off", "The model reported an error."),
    }
}

/// The seconds left of a wait; counted in the browser only, because the server does not know the reader's current time.
fn countdown(entry: StoredValue<Entry>, wait: Option<u32>) -> Signal<Option<u32>> {
    let left = RwSignal::new(None::<u32>);
    Effect::new(move |_| {
        let Some(wait) = wait else { return };
        let tick = move || {
            let since = entry.try_with_value(|entry| {
                let ended = entry.ended.get_untracked();
                seconds_since(
                    &ended.unwrap_or_else(|| entry.message.with_untracked(|message| message.created.iso.clone())),
                )
            });
            left.try_set(remaining(wait, since.flatten().unwrap_or(0.0)));
        };
        tick();
        if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || timer.clear());
        }
    });
    left.into()
}

/// Whole seconds until `wait` is over; none when it is.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range of the wait")]
fn remaining(wait: u32, passed: f64) -> Option<u32> {
    let left = (f64::from(wait) - passed).ceil().clamp(0.0, f64::from(wait));
    (left >= 1.0).then_some(left as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_counts_down_to_nothing_and_never_up() {
        assert_eq!(remaining(20, 0.0), Some(20));
        assert_eq!(remaining(20, 18.2), Some(2));
        assert_eq!(remaining(20, 20.0), None);
        assert_eq!(remaining(20, 99.0), None);
        assert_eq!(remaining(20, -5.0), Some(20));
    }

    #[test]
    fn an_interrupted_answer_says_that_the_server_restarted() {
        assert!(words(RunStatus::Interrupted, None).1.contains("restarted"));
    }
}
