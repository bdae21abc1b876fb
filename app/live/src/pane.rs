//! A scrolling pane that is laid out from the bottom up, so that the first paint shows the newest item before any
//! script runs, and a reader at the end stays there while content grows. For a reader further up, it remembers the item
//! at the top of the view and holds it in place when the content around it changes.

use leptos::html::Div;
use leptos::prelude::*;
use leptos::reactive::send_wrapper_ext::SendOption;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};

use crate::Side;

/// How close to the end still counts as being at the end, in pixels.
const NEAR_END: f64 = 48.0;
/// How close to an edge of the window the next rows are fetched, in pixels.
const NEAR_EDGE: f64 = 800.0;

/// How much content is out of view, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sight {
    pub above: f64,
    pub below: f64,
}

impl Sight {
    /// From the measures of an element that is laid out from the bottom up: its scroll position is 0 at the end and
    /// negative above.
    pub fn of(scroll_top: i32, scroll_height: i32, client_height: i32) -> Self {
        let below = -f64::from(scroll_top);
        Self { above: f64::from(scroll_height - client_height) - below, below }
    }

    /// Whether the reader is at the end.
    pub fn is_at_end(self) -> bool {
        self.below <= NEAR_END
    }

    /// Whether the reader is about to see what lies beyond that edge.
    pub fn is_near(self, side: Side) -> bool {
        match side {
            Side::Earlier => self.above < NEAR_EDGE,
            Side::Later => self.below < NEAR_EDGE,
        }
    }
}

/// The item that is held in place, with its distance from the top of the view.
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

/// The pane's handle: the reader's position.
#[derive(Clone, Copy)]
pub struct Pane {
    /// The scrolling element.
    pub view: NodeRef<Div>,
    /// The content, whose size changes.
    pub content: NodeRef<Div>,
    pub at_end: RwSignal<bool>,
    /// Selects the items.
    items: &'static str,
    anchor: StoredValue<SendOption<Anchor>>,
    /// The content's height for which the anchor is valid; none after a change that is not compensated yet.
    height: StoredValue<Option<i32>>,
    observer: StoredValue<SendOption<Observer>>,
}

impl Pane {
    /// A pane whose items the selector finds.
    pub fn new(items: &'static str, at_end: bool) -> Self {
        Self {
            view: NodeRef::new(),
            content: NodeRef::new(),
            at_end: RwSignal::new(at_end),
            items,
            anchor: StoredValue::new(SendOption::new_local(None)),
            height: StoredValue::new(None),
            observer: StoredValue::new(SendOption::new_local(None)),
        }
    }

    fn view(&self) -> Option<HtmlElement> {
        self.view.try_get_untracked().flatten().map(JsCast::unchecked_into)
    }

    /// Notes the reader's position, and calls `near` for each close edge. `is_away` says whether the window has left
    /// the newest items.
    pub fn scrolled(&self, is_away: bool, near: impl Fn(Side)) {
        let Some(view) = self.view() else { return };
        // When the content shrinks, the browser moves the view and fires the same event as if the reader had scrolled.
        if self.height.try_get_value().flatten() != Some(view.scroll_height()) {
            self.resized();
        }
        let sight = Sight::of(view.scroll_top(), view.scroll_height(), view.client_height());
        let at_end = sight.is_at_end() && !is_away;
        if self.at_end.try_get_untracked() != Some(at_end) {
            self.at_end.try_set(at_end);
        }
        let anchor = if at_end { None } else { topmost(&view, self.items) };
        self.anchor.try_set_value(SendOption::new_local(anchor));
        for side in [Side::Earlier, Side::Later] {
            if sight.is_near(side) {
                near(side);
            }
        }
    }

    /// Restores the reader's position after the content has changed its size.
    pub fn resized(&self) {
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

    /// Items came and went; they may have the same size, so that no observer notices.
    pub fn changed(&self) {
        self.height.try_set_value(None);
    }

    /// Scrolls to the end.
    pub fn go_to_end(&self) {
        self.at_end.try_set(true);
        if let Some(view) = self.view() {
            view.set_scroll_top(0);
        }
    }

    /// Observes the size of the content; runs once the element exists.
    pub fn watch(self) {
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

/// The first item that is visible at the top of the view.
fn topmost(view: &HtmlElement, items: &str) -> Option<Anchor> {
    let items = view.query_selector_all(items).ok()?;
    let edge = view.get_bounding_client_rect().top();
    (0..items.length()).filter_map(|at| items.get(at)?.dyn_into::<Element>().ok()).find_map(|element| {
        let rect = element.get_bounding_client_rect();
        (rect.bottom() > edge).then(|| Anchor { top: rect.top(), element })
    })
}

#[expect(clippy::cast_possible_truncation, reason = "distances on a screen fit")]
fn pixels(distance: f64) -> i32 {
    distance.round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_within_a_line_of_the_end_is_at_the_end() {
        let at = |scroll_top| Sight::of(scroll_top, 5000, 600);
        assert_eq!(at(-100), Sight { above: 4300.0, below: 100.0 });
        assert!(at(0).is_at_end());
        assert!(at(-48).is_at_end());
        assert!(!at(-49).is_at_end());
    }

    #[test]
    fn the_next_stretch_is_fetched_before_the_reader_gets_there() {
        let near = |scroll_top| {
            let sight = Sight::of(scroll_top, 5000, 600);
            (sight.is_near(Side::Earlier), sight.is_near(Side::Later))
        };
        assert_eq!(near(0), (false, true));
        assert_eq!(near(-800), (false, false));
        assert_eq!(near(-3600), (false, false));
        assert_eq!(near(-3601), (true, false));
        let short = Sight::of(0, 900, 600);
        assert!(short.is_near(Side::Earlier) && short.is_near(Side::Later));
    }
}
