//! The line below a finished answer: copy, write again, which model, how many tokens.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use runs_domain::{RunStatus, RunView};
use ui::{Button, ButtonSize, ButtonVariant, CopyButton, IconName};

use super::entry::Entry;
use super::message::{Time, moment_of};
use super::state::Conversation;
use crate::api::RetryRun;

/// Shown once the answer has ended; the newest answer's is always visible, the others' on hover and focus.
#[component]
pub fn AnswerFooter(conversation: Conversation, entry: Entry) -> impl IntoView {
    let (message, key) = (entry.message.clone(), entry.key.clone());
    let run = Memo::new(move |_| message.with(|message| message.run.clone().filter(|run| run.status.is_final())));
    let is_last = Memo::new(move |_| conversation.is_last(&key));
    let text = {
        let message = entry.message.clone();
        Signal::derive(move || message.with(|message| message.text.clone()))
    };
    let created = moment_of(&entry);
    let entry = StoredValue::new(entry);
    move || {
        let run = run.get()?;
        let completed = matches!(run.status, RunStatus::Completed | RunStatus::Stopped);
        let words = metrics(&run);
        Some(view! {
            <footer class="-ms-2 flex min-h-7 flex-wrap items-center gap-x-1 gap-y-1 text-xs text-muted">
                {move || (!text.with(String::is_empty)).then(|| view! { <CopyButton text /> })}
                {move || {
                    (completed && is_last.get())
                        .then(|| {
                            view! {
                                <RetryButton conversation entry label="Write again" variant=ButtonVariant::Ghost />
                            }
                        })
                }} <span class="flex flex-wrap items-center gap-x-1 px-2">
                    <Time created />
                    {(!words.is_empty()).then(|| view! { <span>{format!("· {words}")}</span> })}
                </span>
            </footer>
        })
    }
}

/// A button that requests the answer again; a plain form without JavaScript.
#[component]
pub fn RetryButton(
    conversation: Conversation,
    entry: StoredValue<Entry>,
    label: &'static str,
    variant: ButtonVariant,
    /// Seconds until a retry makes sense.
    #[prop(into, optional)]
    wait: Signal<Option<u32>>,
) -> impl IntoView {
    let run = entry.with_value(|entry| entry.run().map(|run| run.id.to_string()).unwrap_or_default());
    let live = conversation.live;
    let blocked = Signal::derive(move || wait.get().is_some() || live.run().is_some());
    let retry = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(entry) = entry.try_get_value() {
            conversation.retry(&entry);
        }
    };
    view! {
        <form method="post" action=RetryRun::PATH class="inline-flex" on:submit=retry>
            <input type="hidden" name="form[id]" value=run />
            <Button
                submit=true
                size=ButtonSize::Sm
                variant=variant
                icon=IconName::Retry
                disabled=blocked
                loading=Signal::derive(move || live.is_retrying())
            >
                {move || wait.get().map_or_else(|| label.to_owned(), |seconds| format!("{label} in {seconds} s"))}
            </Button>
        </form>
    }
}

/// Model and tokens as text: "gpt-4o · 120 tokens in, about 300 out". Of an answer that failed without a word only the
/// model: nothing is charged for it.
fn metrics(run: &RunView) -> String {
    let is_free = run.status == RunStatus::Failed && run.tokens_estimated && run.output_tokens.unwrap_or(0) == 0;
    let about = if run.tokens_estimated { "about " } else { "" };
    let tokens = match (run.input_tokens, run.output_tokens) {
        (Some(input), Some(output)) => Some(format!("{about}{} tokens in, {} out", grouped(input), grouped(output))),
        (None, Some(output)) => Some(format!("{about}{} tokens out", grouped(output))),
        (Some(input), None) => Some(format!("{about}{} tokens in", grouped(input))),
        (None, None) => None,
    };
    let tokens = tokens.filter(|_| !is_free);
    [Some(run.model.clone()).filter(|model| !model.is_empty()), tokens]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// A number with thin spaces between thousands.
fn grouped(number: i32) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::RunId;

    fn run(input: Option<i32>, output: Option<i32>, estimated: bool) -> RunView {
        RunView {
            id: RunId(uuid::Uuid::nil()),
            status: RunStatus::Completed,
            seq: 1,
            model: "gpt".into(),
            problem: None,
            input_tokens: input,
            output_tokens: output,
            tokens_estimated: estimated,
        }
    }

    #[test]
    fn tokens_are_told_as_far_as_they_are_known() {
        assert_eq!(metrics(&run(Some(120), Some(1300), false)), "gpt · 120 tokens in, 1\u{202f}300 out");
        assert_eq!(metrics(&run(Some(12), Some(3), true)), "gpt · about 12 tokens in, 3 out");
        assert_eq!(metrics(&run(None, None, false)), "gpt");
    }

    #[test]
    fn a_failure_without_a_word_tells_no_estimate() {
        let failed = |output, estimated| {
            let run = run(Some(51), Some(output), estimated);
            metrics(&RunView { status: RunStatus::Failed, ..run })
        };
        assert_eq!(failed(0, true), "gpt");
        assert_eq!(failed(7, true), "gpt · about 51 tokens in, 7 out");
        assert_eq!(failed(0, false), "gpt · 51 tokens in, 0 out");
    }
}
