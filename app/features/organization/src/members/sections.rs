//! The row of tabs on each of the member pages.

use domain::Permission;
use leptos::prelude::*;
use ui::{Tab, Tabs};

use super::{INVITES, LIST, TIERS};

/// One of the member pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Members,
    Invites,
    Tiers,
}

/// The links between the member pages; plain members have only the list, and no tabs.
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
