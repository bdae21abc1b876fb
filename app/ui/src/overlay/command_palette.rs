//! Navigation by typing: Ctrl-K or Cmd-K, arrows, Enter. Without JavaScript it is a plain list of links.

use leptos::ev::{self, KeyboardEvent};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::palette_match::matching;
use super::{close_dialog, show_dialog};
use crate::content::Kbd;
use crate::focus::focus_content;
use crate::icons::{Icon, IconName};
use crate::keys::key_of;

const DIALOG: &str = "command-palette";

/// One place to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaletteEntry {
    pub title: String,
    pub hint: String,
    pub href: String,
    pub icon: IconName,
    /// Keywords that also find it, separated by spaces; never shown.
    pub keywords: String,
}

impl PaletteEntry {
    /// An entry without hint and keywords.
    pub fn new(title: impl Into<String>, href: impl Into<String>, icon: IconName) -> Self {
        Self { title: title.into(), hint: String::new(), href: href.into(), icon, keywords: String::new() }
    }

    /// Adds the grey word at the end of the line.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Adds keywords that also find it.
    #[must_use]
    pub fn keywords(mut self, keywords: impl Into<String>) -> Self {
        self.keywords = keywords.into();
        self
    }
}

/// The palette's dialog; used once in the shell. [`PaletteButton`] and Ctrl/Cmd-K open it.
#[component]
pub fn CommandPalette(#[prop(into)] entries: Signal<Vec<PaletteEntry>>) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let active = RwSignal::new(0_usize);
    let input = NodeRef::<Input>::new();
    let found = Memo::new(move |_| entries.with(|entries| matching(entries, &query.get())));
    Effect::new(move |_| listen_for_shortcut());
    let reset = move |_| {
        query.set(String::new());
        active.set(0);
        if let Some(input) = input.get_untracked() {
            input.set_value("");
        }
    };
    view! {
        <dialog id=DIALOG class="dialog palette" closedby="any" aria-label="Command palette" on:close=reset>
            <div class="flex items-center gap-3 border-b border-line px-4">
                <Icon name=IconName::Search class="size-4 text-muted" />
                <input
                    type="text"
                    role="combobox"
                    dir="auto"
                    aria-label="Search pages and actions"
                    aria-expanded="true"
                    aria-controls="command-palette-list"
                    aria-activedescendant=move || format!("command-palette-{}", active.get())
                    autocomplete="off"
                    autofocus=true
                    placeholder="Where do you want to go?"
                    class="h-12 w-full bg-transparent text-base text-ink outline-none placeholder:text-faint sm:text-[15px]"
                    node_ref=input
                    on:input=move |event| {
                        query.set(event_target_value(&event));
                        active.set(0);
                    }
                    on:keydown=move |event| steer(&event, active, found.with(Vec::len))
                />
                <span class="keys-only">
                    <Kbd>"Esc"</Kbd>
                </span>
            </div>
            <div
                id="command-palette-list"
                role="listbox"
                aria-label="Results"
                class="max-h-[min(22rem,55vh)] overflow-y-auto p-2"
            >
                {move || {
                    let rows = found.get().into_iter().enumerate();
                    rows.map(|(at, entry)| view! { <PaletteRow at entry active /> }).collect_view()
                }}
            </div>
            <Show when=move || found.with(Vec::is_empty)>
                <p class="px-6 pt-4 pb-10 text-center text-sm text-muted">"Nothing matches. Try another word."</p>
            </Show>
        </dialog>
    }
}

#[component]
fn PaletteRow(at: usize, entry: PaletteEntry, active: RwSignal<usize>) -> impl IntoView {
    view! {
        <a
            id=format!("command-palette-{at}")
            role="option"
            href=entry.href
            aria-selected=move || if active.get() == at { "true" } else { "false" }
            class="flex items-center gap-3 rounded-lg px-3 py-2 text-sm text-ink outline-none hover:bg-hover focus-visible:ring-2 focus-visible:ring-accent aria-selected:bg-accent-soft"
            on:mousemove=move |_| {
                if active.get_untracked() != at {
                    active.set(at);
                }
            }
            on:click=move |_| leave()
        >
            <Icon name=entry.icon class="size-4 text-muted" />
            <span dir="auto" class="min-w-0 flex-1 truncate">
                {entry.title}
            </span>
            <span class="shrink-0 text-[13px] text-muted">{entry.hint}</span>
        </a>
    }
}

/// Opens the palette; looks like a search box and shows the shortcut.
#[component]
pub fn PaletteButton(
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    let shortcut = RwSignal::new("Ctrl K");
    Effect::new(move |_| {
        let platform = window().navigator().platform().unwrap_or_default();
        if platform.starts_with("Mac") || platform.starts_with("iP") {
            shortcut.set("⌘ K");
        }
    });
    view! {
        <button
            type="button"
            class=format!(
                "flex h-9 cursor-pointer items-center gap-2.5 rounded-lg border border-line bg-surface px-3 text-sm text-muted shadow-xs transition-colors hover:border-field hover:text-ink focus-ring {class}",
            )
            aria-keyshortcuts="Control+K Meta+K"
            command="show-modal"
            commandfor=DIALOG
        >
            <Icon name=IconName::Search class="size-4" />
            <span class="flex-1 text-start">"Search"</span>
            <span class="keys-only">
                <Kbd>{move || shortcut.get()}</Kbd>
            </span>
        </button>
    }
}

fn listen_for_shortcut() {
    let handle = window_event_listener(ev::keydown, |event| {
        let is_k = key_of(&event).is_some_and(|key| key.eq_ignore_ascii_case("k"));
        if is_k && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            show_dialog(DIALOG);
        }
    });
    on_cleanup(move || handle.remove());
}

fn steer(event: &KeyboardEvent, active: RwSignal<usize>, count: usize) {
    let Some(key) = key_of(event) else { return };
    let last = count.saturating_sub(1);
    match key.as_str() {
        "ArrowDown" => active.update(|at| *at = if *at < last { *at + 1 } else { 0 }),
        "ArrowUp" => active.update(|at| *at = at.checked_sub(1).unwrap_or(last)),
        "Enter" => press(active.get_untracked()),
        _ => return,
    }
    event.prevent_default();
    reveal(active.get_untracked());
}

/// Closes the palette. The browser returns the focus to where it was, which may leave together with the old page.
fn leave() {
    close_dialog(DIALOG);
    focus_content();
}

fn row(at: usize) -> Option<HtmlElement> {
    document().get_element_by_id(&format!("command-palette-{at}"))?.dyn_into().ok()
}

fn press(at: usize) {
    if let Some(row) = row(at) {
        row.click();
    }
}

fn reveal(at: usize) {
    if let Some(row) = row(at) {
        row.scroll_into_view_with_bool(false);
    }
}
