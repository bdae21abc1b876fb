//! What the browser reports about itself and its page: whether there is a network, and whether the page is visible.

use leptos::ev;
use leptos::prelude::*;

use crate::browser::{is_online, is_visible};

/// Before the browser is asked, as on the server: online and not visible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    pub online: bool,
    pub visible: bool,
}

/// What the browser reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Offline,
    Online,
    Shown,
    Hidden,
}

impl Default for Facts {
    fn default() -> Self {
        Self { online: true, visible: false }
    }
}

impl Facts {
    /// The facts after this event.
    #[must_use]
    pub fn after(self, sign: Sign) -> Self {
        match sign {
            Sign::Offline => Self { online: false, ..self },
            Sign::Online => Self { online: true, ..self },
            Sign::Shown => Self { visible: true, ..self },
            Sign::Hidden => Self { visible: false, ..self },
        }
    }

    /// Whether a retry is more promising than before: the network is back, or the page is visible again.
    pub fn is_better_than(self, before: Self) -> bool {
        (self.online && !before.online) || (self.visible && !before.visible)
    }
}

/// The facts, followed for as long as the page that asks exists.
pub fn facts() -> Signal<Facts> {
    let facts = RwSignal::new(Facts::default());
    Effect::new(move |_| {
        facts.set(Facts { online: is_online(), visible: is_visible() });
        let hear = move |sign: Sign| {
            facts.try_update(|facts| *facts = facts.after(sign));
        };
        let lost = window_event_listener(ev::offline, move |_| hear(Sign::Offline));
        let back = window_event_listener(ev::online, move |_| hear(Sign::Online));
        let looks = window_event_listener(ev::visibilitychange, move |_| {
            hear(if is_visible() { Sign::Shown } else { Sign::Hidden });
        });
        on_cleanup(move || {
            lost.remove();
            back.remove();
            looks.remove();
        });
    });
    facts.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_changes_its_own_fact() {
        let facts = Facts::default().after(Sign::Shown).after(Sign::Offline);
        assert_eq!(facts, Facts { online: false, visible: true });
        assert_eq!(facts.after(Sign::Online).after(Sign::Hidden), Facts::default());
    }

    #[test]
    fn a_network_that_is_back_and_a_look_at_the_page_are_worth_a_try() {
        let (away, here) = (Facts::default(), Facts::default().after(Sign::Shown));
        assert!(here.is_better_than(away));
        assert!(here.is_better_than(here.after(Sign::Offline)));
        assert!(!away.is_better_than(here));
        assert!(!here.is_better_than(here));
    }
}
