//! Short messages in the corner that disappear by themselves, pausing while pointed at or focused.
//! The timing is a CSS animation, so there are no timers to clean up.

use std::time::Duration;

use leptos::ev::submit;
use leptos::prelude::*;

use super::Tone;
use crate::actions::IconButton;
use crate::icons::{Icon, IconName};

/// One message: its text, its tone, and optionally one act to offer.
#[derive(Debug, Clone)]
pub struct Toast {
    message: String,
    tone: Tone,
    action: Option<(String, Callback<()>)>,
}

impl Toast {
    /// A neutral message.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), tone: Tone::Neutral, action: None }
    }

    /// A message about a success.
    pub fn success(message: impl Into<String>) -> Self {
        Self::new(message).tone(Tone::Success)
    }

    /// A message about a failure.
    pub fn danger(message: impl Into<String>) -> Self {
        Self::new(message).tone(Tone::Danger)
    }

    /// Sets the tone.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// Adds a button such as "Undo"; pressing it also closes the toast. A toast outlives the page that shows it, so
    /// create the callback above the routes if it must still work after navigation.
    #[must_use]
    pub fn action(mut self, label: impl Into<String>, press: Callback<()>) -> Self {
        self.action = Some((label.into(), press));
        self
    }
}

/// The handle to the toasts of the page; `Copy`, safe to keep in callbacks and tasks.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<(u32, Toast)>>,
    next: StoredValue<u32>,
    /// How many acts the person has begun.
    begun: RwSignal<u32>,
}

impl Toasts {
    fn new() -> Self {
        Self { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0), begun: RwSignal::new(0) }
    }

    /// Shows a toast; does nothing once the page is gone.
    pub fn show(&self, toast: Toast) {
        let id = self.next.try_get_value().unwrap_or_default();
        self.next.try_set_value(id.wrapping_add(1));
        self.shown.try_update(|shown| shown.push((id, toast)));
    }

    /// The person begins another act: messages about earlier acts disappear, so that they are not mixed up with its
    /// result. Toasts with a button stay.
    pub fn begin_act(&self) {
        self.shown.try_update(|shown| shown.retain(|(_, toast)| toast.action.is_some()));
        self.begun.try_update(|begun| *begun = begun.wrapping_add(1));
    }

    fn close(&self, id: u32) {
        self.shown.try_update(|shown| shown.retain(|(other, _)| *other != id));
    }
}

/// The toasts of the page. Outside a [`ToastProvider`] messages go nowhere.
pub fn use_toasts() -> Toasts {
    use_context::<Toasts>().unwrap_or_else(Toasts::new)
}

/// Whether the person has begun no other act since this call: for messages about the act that led to the page.
pub fn until_next_act() -> Signal<bool> {
    let begun = use_toasts().begun;
    let before = begun.get_untracked();
    Signal::derive(move || begun.get() == before)
}

/// Provides [`use_toasts`] to everything inside and renders the corner; used once, around the app.
#[component]
pub fn ToastProvider(children: Children) -> impl IntoView {
    let toasts = Toasts::new();
    provide_context(toasts);
    // Every submitted form counts, whoever sends it: the event bubbles up to the window.
    Effect::new(move |_| {
        let listening = window_event_listener(submit, move |_| toasts.begin_act());
        on_cleanup(move || listening.remove());
    });
    view! {
        {children()}
        <section
            aria-label="Notifications"
            aria-live="polite"
            class="toasts pointer-events-none fixed inset-x-4 z-50 flex flex-col items-center gap-2 sm:start-auto sm:items-end"
        >
            <For
                each=move || toasts.shown.get()
                key=|(id, _)| *id
                children=move |(id, toast)| {
                    view! { <ToastCard toast close=move |()| toasts.close(id) /> }
                }
            />
        </section>
    }
}

/// One toast as the corner shows it; exposed for the gallery.
#[component]
pub fn ToastCard(toast: Toast, #[prop(into)] close: Callback<()>) -> impl IntoView {
    let Toast { message, tone, action } = toast;
    let finish = move |_| {
        // Leaving the event handler first keeps the element alive while its own event is handled.
        set_timeout(
            move || {
                close.try_run(());
            },
            Duration::ZERO,
        );
    };
    view! {
        <div
            class="toast pointer-events-auto flex w-full max-w-sm items-center gap-3 overflow-hidden rounded-xl border border-line bg-raised py-2.5 pe-2 ps-4 text-sm text-ink shadow-lg"
            on:animationend=finish
        >
            <span class=toast_colour(tone)>
                <Icon name=tone.icon() />
            </span>
            <p class="min-w-0 flex-1 py-1">{message}</p>
            {action
                .map(|(label, press)| {
                    view! {
                        <button
                            type="button"
                            class="cursor-pointer rounded-md px-2 py-1 font-medium text-accent-ink hover:bg-hover focus-ring"
                            on:click=move |_| {
                                press.try_run(());
                                close.try_run(());
                            }
                        >
                            {label}
                        </button>
                    }
                })}
            <IconButton icon=IconName::X label="Dismiss" class="size-8" on_press=close />
        </div>
    }
}

const fn toast_colour(tone: Tone) -> &'static str {
    match tone {
        Tone::Neutral => "text-muted",
        Tone::Info => "text-info-ink",
        Tone::Success => "text-success-ink",
        Tone::Warning => "text-warning-ink",
        Tone::Danger => "text-danger-ink",
    }
}
