//! What can be done on the home page, and what the page does after it.

use kit::Acts;
use leptos::html::H2;
use leptos::prelude::*;
use ui::{Toast, use_toasts};

use crate::api::{SkipStep, UnskipSteps};

/// The acts of the page; `Copy` for its parts.
#[derive(Clone, Copy)]
pub struct HomeActs {
    all: Acts,
    pub skip: ServerAction<SkipStep>,
    pub unskip: ServerAction<UnskipSteps>,
}

impl HomeActs {
    /// Stands once, at the top of the page; says what was done.
    pub fn new() -> Self {
        let (toasts, all) = (use_toasts(), Acts::new());
        let acts = Self { all, skip: all.form(), unskip: all.form() };
        kit::outcome(acts.skip, move |()| toasts.show(Toast::success("The step is skipped.")));
        kit::outcome(acts.unskip, move |()| toasts.show(Toast::success("The skipped steps are shown again.")));
        acts
    }

    /// Grows with what was done, so that the page is read again.
    pub fn done(self) -> usize {
        self.all.done()
    }

    /// Whether an act is under way, or done and the page not read again yet: what is drawn is no longer what is.
    pub fn is_busy(self) -> Signal<bool> {
        let drawn = untrack(move || self.done());
        let (skips, unskips) = (self.skip.pending(), self.unskip.pending());
        Signal::derive(move || skips.get() || unskips.get() || self.done() != drawn)
    }

    /// Puts the focus on this heading if it was drawn after an act: the button that was pressed has gone with what stood
    /// here before.
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
