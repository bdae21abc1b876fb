//! The parts of the member pages that stand on each of them: the row of tabs, and what was just done.

use domain::Permission;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Alert, Tab, Tabs, Tone, until_next_act};

use super::{INVITES, LIST, TIERS};

/// Which of the member pages it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Members,
    Invites,
    Tiers,
}

/// The way between the member pages; a member has only the list, and no tabs.
#[component]
pub(super) fn Sections(here: Section) -> impl IntoView {
    let viewer = kit::known_viewer();
    let invites =
        Memo::new(move |_| viewer.with(|viewer| viewer.as_ref().is_some_and(|v| v.may(Permission::InviteMembers))));
    let tabs = Signal::derive(move || {
        [
            ("Members", LIST, Section::Members),
            ("Invitations", INVITES, Section::Invites),
            ("Tiers", TIERS, Section::Tiers),
        ]
        .map(|(label, href, section)| Tab::new(label, href, section == here))
        .to_vec()
    });
    move || invites.get().then(|| view! { <Tabs label="Members" tabs=tabs /> })
}

/// A sentence for each word that a plain form may have led here with: `?done=word`. It goes with the next act.
#[component]
pub(super) fn Done(words: &'static [(&'static str, &'static str)]) -> impl IntoView {
    let (query, is_news) = (use_query_map(), until_next_act());
    move || {
        let done = query.read().get("done")?;
        let (_, sentence) = words.iter().find(|(word, _)| *word == done).filter(|_| is_news.get())?;
        Some(view! { <Alert tone=Tone::Success title=*sentence /> })
    }
}
