//! The transcript in its scrolling pane, with the button that returns to the newest message.

use leptos::prelude::*;
use live::browser::{copy, pressed};
use live::{Pane, Side};
use ui::{Button, ButtonSize, IconName};

use super::state::Conversation;
use super::turns::Turns;

/// Copies the code block of the pressed button, and says so on the button for a while.
fn copy_code(event: leptos::ev::MouseEvent) {
    let Some(button) = pressed(&event, "[data-copy]") else { return };
    let code = button.closest(".code").ok().flatten().and_then(|block| block.query_selector("code").ok().flatten());
    let Some(code) = code.and_then(|code| code.text_content()) else { return };
    copy(&code);
    button.set_text_content(Some("Copied"));
    set_timeout(move || button.set_text_content(Some("Copy")), std::time::Duration::from_secs(2));
}

/// The transcript with its scrolling.
#[component]
pub fn TranscriptPane(conversation: Conversation) -> impl IntoView {
    let (edges, load) = (conversation.window.edges, move |side: Side| conversation.load(side, false));
    let pane = Pane::new("[data-message]", !edges.with_untracked(|edges| edges.has_later));
    let scrolled = move || pane.scrolled(conversation.window.is_away().unwrap_or(false), load);
    pane.watch();
    // Added and removed messages may have the same size, which no observer notices.
    Effect::new(move |_| {
        if edges.with(|edges| edges.loading.is_none()) {
            pane.changed();
            request_animation_frame(move || {
                pane.resized();
                scrolled();
            });
        }
    });
    Effect::new(move |_| {
        if conversation.to_latest.get() > 0 {
            pane.go_to_end();
        }
    });
    view! {
        <div class="relative flex min-h-0 flex-1 flex-col">
            <div
                class="flex min-h-0 flex-1 flex-col-reverse overflow-y-auto overscroll-contain focus-ring [overflow-anchor:none]"
                node_ref=pane.view
                tabindex="0"
                role="region"
                aria-label="Messages"
                on:scroll=move |_| scrolled()
                on:click=copy_code
            >
                <div class="mx-auto w-full max-w-3xl grow px-4 pt-6 pb-8 sm:px-6" node_ref=pane.content>
                    <Turns conversation />
                </div>
            </div>
            <Show when=move || !pane.at_end.get()>
                <div class="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center noscript:hidden">
                    <Button
                        size=ButtonSize::Sm
                        icon=IconName::ArrowDown
                        class="pointer-events-auto shadow-md"
                        on_press=Callback::new(move |()| conversation.jump_to_latest())
                    >
                        "Jump to latest"
                    </Button>
                </div>
            </Show>
            <p class="sr-only" role="status" aria-live="polite">
                {move || conversation.announced.get()}
            </p>
        </div>
    }
}
