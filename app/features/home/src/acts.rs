//! The acts of the home page, and the focus after them.

use kit::Acts;
use leptos::html::H2;
use leptos::prelude::*;
use ui::{Toast, use_toasts};

use crate::api::{SkipStep, UnskipSteps};

/// What a person is told after each act, by script or by the page after a plain form.
pub const SKIPPED: &str = "The step is skipped.";
pub const UNSKIPPED: &str = "The skipped steps are shown again.";

/// The acts of the page; `Copy` for its parts.
#[derive(Clone, Copy)]
pub struct HomeActs {
    all: Acts,
    pub skip: ServerAction<SkipStep>,
    pub unskip: ServerAction<UnskipSteps>,
}

impl HomeActs {
    /// Called once, at the top of the page; reports what was done.
    pub fn new() -> Self {
        let (toasts, all) = (use_toasts(), Acts::new());
        let acts = Self { all, skip: all.form(), unskip: all.form() };
        // Why the other act was refused is no longer relevant.
        kit::outcome(acts.skip, move |()| {
            acts.unskip.value().set(None);
            toasts.show(Toast::success(SKIPPED));
        });
        kit::outcome(acts.unskip, move |()| {
            acts.skip.value().set(None);
            toasts.show(Toast::success(UNSKIPPED));
        });
        acts
    }

    /// Grows with each success, so that the page reloads.
    pub fn done(self) -> usize {
        self.all.done()
    }

    /// Whether an act is in progress, or done before the page has reloaded: the page then shows an old state.
    pub fn is_busy(self) -> Signal<bool> {
        let drawn = untrack(move || self.done());
        let (skips, unskips) = (self.skip.pending(), self.unskip.pending());
        Signal::derive(move || skips.get() || unskips.get() || self.done() != drawn)
    }

    /// Focuses this heading if it was rendered after an act: the pressed button was removed together with the earlier
    /// content.
    pub fn focus_after(self, heading: NodeRef<H2>) {
        if untrack(move || self.done()) == 0 {
            return;
        }
        Effect::new(move |_| {
            if let Some(heading) = heading.get() {
                let _stays = heading.focus();
            }
        });
    }
}
