//! The scrolling pane. It is laid out from the bottom up, so that the first paint shows the newest message
//! before any script runs and growth keeps a reader at the end where they are. For a reader further up, the
//! pane remembers the message at the top of the view and holds it in place when the content around it changes.

use leptos::html::Div;
use leptos::prelude::*;
use leptos::reactive::send_wrapper_ext::SendOption;
use ui::{Button, ButtonSize, IconName};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};

use super::pages::Side;
use super::state::Conversation;
use super::turns::Turns;
use crate::browser::{copy, pressed};

/// How near to the end still counts as reading the end, in pixels.
const NEAR_END: f64 = 48.0;
/// How near to an edge of the window the next stretch is fetched, in pixels.
const NEAR_EDGE: f64 = 800.0;

/// What is held in place: a message and its distance from the top of the view.
struct Anchor {
    element: Element,
    top: f64,
}

struct Observer {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// The pane's handle: where the reader is.
#[derive(Clone, Copy)]
struct Pane {
    view: NodeRef<Div>,
    content: NodeRef<Div>,
    at_end: RwSignal<bool>,
    anchor: StoredValue<SendOption<Anchor>>,
    /// The height of the content for which the anchor holds; none after a change that nobody has made up for yet.
    height: StoredValue<Option<i32>>,
    observer: StoredValue<SendOption<Observer>>,
}

impl Pane {
    fn new(at_end: bool) -> Self {
        Self {
            view: NodeRef::new(),
            content: NodeRef::new(),
            at_end: RwSignal::new(at_end),
            anchor: StoredValue::new(SendOption::new_local(None)),
            height: StoredValue::new(None),
            observer: StoredValue::new(SendOption::new_local(None)),
        }
    }

    fn view(&self) -> Option<HtmlElement> {
        self.view.try_get_untracked().flatten().map(JsCast::unchecked_into)
    }

    /// Notes where the reader is, and fetches what comes next in that direction.
    fn scrolled(&self, conversation: Conversation) {
        let Some(view) = self.view() else { return };
        // A shrinking content moves the view by itself, and says so as if the reader had scrolled.
        if self.height.try_get_value().flatten() != Some(view.scroll_height()) {
            self.resized();
        }
        let below = -f64::from(view.scroll_top());
        let above = f64::from(view.scroll_height() - view.client_height()) - below;
        let at_end =
            below <= NEAR_END && !conversation.edges.try_with_untracked(|edges| edges.has_later).unwrap_or(false);
        if self.at_end.try_get_untracked() != Some(at_end) {
            self.at_end.try_set(at_end);
        }
        let anchor = if at_end { None } else { topmost(&view) };
        self.anchor.try_set_value(SendOption::new_local(anchor));
        if above < NEAR_EDGE {
            conversation.load(Side::Earlier, false);
        }
        if below < NEAR_EDGE {
            conversation.load(Side::Later, false);
        }
    }

    /// Puts the view back where the reader was, after the content has changed its size.
    fn resized(&self) {
        let Some(view) = self.view() else { return };
        self.height.try_set_value(Some(view.scroll_height()));
        if self.at_end.try_get_untracked() == Some(true) {
            view.set_scroll_top(0);
            return;
        }
        self.anchor.try_with_value(|anchor| {
            let Some(anchor) = anchor.as_ref().filter(|anchor| anchor.element.is_connected()) else { return };
            let moved = anchor.element.get_bounding_client_rect().top() - anchor.top;
            if moved.abs() >= 1.0 {
                view.set_scroll_top(view.scroll_top() + pixels(moved));
            }
        });
    }

    fn go_to_end(&self) {
        self.at_end.try_set(true);
        if let Some(view) = self.view() {
            view.set_scroll_top(0);
        }
    }

    /// Watches the size of the content; runs once the element is there.
    fn watch(self) {
        Effect::new(move |_| {
            let Some(content) = self.content.get() else { return };
            let callback = Closure::<dyn FnMut()>::new(move || self.resized());
            if let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) {
                observer.observe(&content);
                let observer = Observer { observer, _callback: callback };
                self.observer.try_set_value(SendOption::new_local(Some(observer)));
            }
        });
        on_cleanup(move || drop(self.observer.try_set_value(SendOption::new_local(None))));
    }
}

/// The first message that reaches into the view.
fn topmost(view: &HtmlElement) -> Option<Anchor> {
    let messages = view.query_selector_all("[data-message]").ok()?;
    let edge = view.get_bounding_client_rect().top();
    (0..messages.length()).filter_map(|at| messages.get(at)?.dyn_into::<Element>().ok()).find_map(|element| {
        let rect = element.get_bounding_client_rect();
        (rect.bottom() > edge).then(|| Anchor { top: rect.top(), element })
    })
}

#[expect(clippy::cast_possible_truncation, reason = "distances on a screen fit")]
fn pixels(distance: f64) -> i32 {
    distance.round() as i32
}

/// Copies the code block whose button was pressed, and says so on the button for a while.
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
    let pane = Pane::new(!conversation.edges.with_untracked(|edges| edges.has_later));
    pane.watch();
    // What comes and what goes may be of one size, which no observer sees.
    Effect::new(move |_| {
        if conversation.edges.with(|edges| edges.loading.is_none()) {
            pane.height.try_set_value(None);
            request_animation_frame(move || {
                pane.resized();
                pane.scrolled(conversation);
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
                on:scroll=move |_| pane.scrolled(conversation)
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
