//! The box in which people write a message; used inside the chat feature's own form.

use leptos::ev::KeyboardEvent;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlTextAreaElement;

use crate::form::textarea_html;
use crate::icons::{Icon, IconName};
use crate::keys::key_of;

const ROUND: &str = "flex size-8 shrink-0 cursor-pointer items-center justify-center rounded-full transition-colors focus-ring disabled:cursor-not-allowed disabled:opacity-50";

/// Text area and send button. Enter sends, Shift-Enter inserts a line break; while `busy`, the button stops the answer.
#[component]
pub fn Composer(
    #[prop(into, default = "text".to_owned())] name: String,
    #[prop(into, default = "Message".to_owned())] label: String,
    #[prop(into, optional)] placeholder: Option<String>,
    #[prop(into, optional)] value: String,
    /// An answer is being written.
    #[prop(into, optional)]
    busy: Signal<bool>,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(optional, into)] on_stop: Option<Callback<()>>,
    /// Content at the start of the bottom row: model name, attachments.
    #[prop(into, optional)]
    tools: Option<ViewFnOnce>,
    #[prop(into, optional)] max_length: Option<u32>,
    #[prop(optional)] node_ref: NodeRef<Textarea>,
) -> impl IntoView {
    view! {
        <div class="composer">
            <textarea
                name=name
                dir="auto"
                aria-label=label
                placeholder=placeholder
                rows="1"
                required=true
                enterkeyhint="send"
                maxlength=max_length.map(|n| n.to_string())
                disabled=move || disabled.get()
                class="field-grow max-h-60 w-full resize-none bg-transparent px-4 pt-3.5 text-base leading-relaxed text-ink outline-none placeholder:text-faint sm:text-[15px]"
                node_ref=node_ref
                on:keydown=send_on_enter
                inner_html=textarea_html(&value)
            ></textarea>
            <div class="flex items-center justify-between gap-3 px-2.5 pb-2.5">
                <div class="flex min-w-0 flex-1 items-center gap-2 ps-1.5 text-[13px] text-muted">
                    {tools.map(ViewFnOnce::run)}
                </div>
                {move || {
                    if busy.get() {
                        view! { <StopButton on_stop /> }.into_any()
                    } else {
                        view! { <SendButton disabled /> }.into_any()
                    }
                }}
            </div>
        </div>
    }
}

#[component]
fn SendButton(disabled: Signal<bool>) -> impl IntoView {
    view! {
        <button
            type="submit"
            aria-label="Send message"
            class=format!("{ROUND} bg-accent text-accent-contrast hover:bg-accent-hover")
            disabled=move || disabled.get()
        >
            <Icon name=IconName::Send />
        </button>
    }
}

/// Only a script can stop an answer with it: without one, the page offers a form of its own.
#[component]
fn StopButton(on_stop: Option<Callback<()>>) -> impl IntoView {
    view! {
        <button
            type="button"
            aria-label="Stop answering"
            class=format!("{ROUND} bg-ink text-surface hover:opacity-85 noscript:hidden")
            on:click=move |_| {
                if let Some(stop) = on_stop {
                    stop.run(());
                }
            }
        >
            <Icon name=IconName::Stop class="size-[18px] fill-current" />
        </button>
    }
}

fn send_on_enter(event: KeyboardEvent) {
    if key_of(&event).as_deref() != Some("Enter") || event.shift_key() {
        return;
    }
    let area = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(form) = area.and_then(|area| area.form()) {
        event.prevent_default();
        let _invalid = form.request_submit();
    }
}
