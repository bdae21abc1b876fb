//! One message: a person's text as it was typed, or an agent's answer with everything about its run.

use chat_domain::Author;
use domain::Moment;
use leptos::prelude::*;
use ui::{CopyButton, Message};

use super::answer::{AnswerBody, Thinking};
use super::entry::Entry;
use super::footer::AnswerFooter;
use super::problem::RunNotice;
use super::state::Conversation;

/// A message in the list of messages.
#[component]
pub fn MessageItem(conversation: Conversation, entry: Entry) -> impl IntoView {
    let author = entry.message.with_untracked(|message| message.author);
    let seq = entry.seq().to_string();
    view! {
        <li data-message=seq>
            {match author {
                Author::Person => view! { <Question entry /> }.into_any(),
                Author::Agent => view! { <Answer conversation entry /> }.into_any(),
            }}
        </li>
    }
}

#[component]
fn Question(entry: Entry) -> impl IntoView {
    let created = moment_of(&entry);
    let text = entry.message.with_untracked(|message| message.text.clone());
    let copied = text.clone();
    let actions = ViewFnOnce::from(move || {
        view! {
            <CopyButton text=copied />
            <span class="px-1">
                <Time created />
            </span>
        }
    });
    view! {
        <Message author=ui::Author::Person name="You" actions=actions>
            {text}
        </Message>
    }
}

#[component]
fn Answer(conversation: Conversation, entry: Entry) -> impl IntoView {
    view! {
        <Message author=ui::Author::Agent name=conversation.agent_name()>
            <div class="flex min-w-0 flex-col gap-3">
                <AnswerBody conversation entry=entry.clone() />
                <RunNotice conversation entry=entry.clone() />
                <AnswerFooter conversation entry />
            </div>
        </Message>
    }
}

/// When the message was written, reactively.
pub fn moment_of(entry: &Entry) -> Signal<Moment> {
    let message = entry.message.clone();
    Signal::derive(move || message.with(|message| message.created.clone()))
}

/// When it was written.
#[component]
pub fn Time(#[prop(into)] created: Signal<Moment>) -> impl IntoView {
    view! {
        <time
            datetime=move || created.with(|created| created.iso.clone())
            title=move || created.with(|created| created.long.clone())
            class="text-xs text-muted tabular-nums"
        >
            {move || created.with(|created| created.short.clone())}
        </time>
    }
}

/// A question that was just sent from the start page, before its conversation exists, with a placeholder for the
/// answer.
#[component]
pub fn FirstExchange(question: String, agent: String) -> impl IntoView {
    view! {
        <Message author=ui::Author::Person name="You">
            {question}
        </Message>
        <Message author=ui::Author::Agent name=agent>
            <Thinking />
        </Message>
    }
}
