//! Learns from the server that something the page depends on has ended: the session, the organisation, the role. The
//! page then reloads, and the server shows what is left. Only a visible page keeps the connection: browsers allow only
//! a few per site.

use std::time::Duration;

use domain::ids::{OrganizationId, UserId};
use leptos::prelude::*;
use live::{Change, Message, Source};

/// How long to wait before listening again after the server refused.
const PAUSE: Duration = Duration::from_secs(5);

/// Listens for as long as somebody is signed in and the page is visible.
pub fn watch_session() {
    let (viewer, viewing) = (kit::known_viewer(), kit::use_viewer());
    let (facts, tries) = (live::facts(), RwSignal::new(0_u32));
    let visible = Memo::new(move |_| facts.get().visible);
    // A form that ends the session itself, such as viewing as somebody, opens another page; a reload must not undo
    // that.
    let (ended, leaving) = (RwSignal::new(false), kit::leaving());
    let standing = Memo::new(move |_| {
        viewer.with(|viewer| {
            viewer.as_ref().map(|viewer| (viewer.user_id, viewer.current.as_ref().map(|current| current.id)))
        })
    });
    Effect::new(move |ear: Option<Option<Source>>| {
        drop(ear);
        tries.track();
        let standing = standing.get().filter(|_| visible.get() && !ended.get())?;
        let refused = move || {
            if !leaving.get_untracked() && !kit::is_being_left() {
                viewing.refetch();
            }
            set_timeout(move || tries.update(|tries| *tries = tries.wrapping_add(1)), PAUSE);
        };
        // A page that is leaving ignores events; if it stays, it learns of them when it listens again.
        let heard = move || {
            if !kit::is_being_left() {
                ended.set(true);
            }
        };
        listen(standing, heard, refused)
    });
    Effect::new(move |loading: Option<bool>| {
        let loads = loading.unwrap_or_default();
        if !loads && ended.get() && !leaving.get() {
            // If the browser refuses to reload, the page stays, and the server refuses its next act.
            let _stays = window().location().reload();
            return true;
        }
        loads
    });
}

fn listen(
    (_, organization): (UserId, Option<OrganizationId>),
    mut heard: impl FnMut() + 'static,
    refused: impl Fn() + Clone + 'static,
) -> Option<Source> {
    let query = organization.map(|id| format!("?organization={id}")).unwrap_or_default();
    let ended = move |_: Message| heard();
    let changed = move |change: Change| {
        // The browser reconnects by itself after a cut; when it gives up, the page asks the server.
        if change == Change::Closed {
            refused();
        }
    };
    Source::open(&format!("/sse/session{query}"), "ended", ended, changed)
}
