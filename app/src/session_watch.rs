//! Hears from the server that what the page stands on has ended: the session, the organisation, the role.
//! The page then loads itself anew, and the server shows what is left. Only a page that somebody looks at keeps
//! the connection: browsers allow a handful per site.

use std::time::Duration;

use domain::ids::{OrganizationId, UserId};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{EventSource, VisibilityState};

/// How long to wait before listening again after the server refused.
const PAUSE: Duration = Duration::from_secs(5);
/// How long a page counts as being left once it began to go elsewhere.
const LEAVING: Duration = Duration::from_secs(10);

/// The open connection; closed when dropped.
struct Ear {
    source: EventSource,
    _on_ended: Closure<dyn FnMut()>,
    _on_error: Closure<dyn FnMut()>,
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.source.set_onerror(None);
        self.source.close();
    }
}

/// Listens for as long as somebody is signed in and looks at the page.
pub fn watch_session() {
    let (viewer, viewing) = (kit::known_viewer(), kit::use_viewer());
    let (visible, tries) = (RwSignal::new(false), RwSignal::new(0_u32));
    let (ended, unloading) = (RwSignal::new(false), RwSignal::new(false));
    // Where a form leads that ends the session itself, such as viewing as somebody, a reload must not undo.
    let leaving = kit::leaving();
    let standing = Memo::new(move |_| {
        viewer.with(|viewer| {
            viewer.as_ref().map(|viewer| (viewer.user_id, viewer.current.as_ref().map(|current| current.id)))
        })
    });
    Effect::new(move |_| {
        visible.set(is_visible());
        let changes = window_event_listener(ev::visibilitychange, move |_| visible.set(is_visible()));
        let leaves = window_event_listener(ev::beforeunload, move |_| {
            unloading.set(true);
            set_timeout(move || unloading.set(false), LEAVING);
        });
        on_cleanup(move || {
            changes.remove();
            leaves.remove();
        });
    });
    Effect::new(move |ear: Option<Option<Ear>>| {
        drop(ear);
        tries.track();
        let standing = standing.get().filter(|_| visible.get())?;
        let refused = move || {
            viewing.refetch();
            set_timeout(move || tries.update(|tries| *tries = tries.wrapping_add(1)), PAUSE);
        };
        listen(standing, ended, refused)
    });
    Effect::new(move |_| {
        if ended.get() && !leaving.get() && !unloading.get() {
            // A browser that will not reload keeps the page, whose next act the server refuses.
            let _stays = window().location().reload();
        }
    });
}

fn listen(
    (_, organization): (UserId, Option<OrganizationId>),
    ended: RwSignal<bool>,
    mut refused: impl FnMut() + 'static,
) -> Option<Ear> {
    let query = organization.map(|id| format!("?organization={id}")).unwrap_or_default();
    let source = EventSource::new(&format!("/sse/session{query}")).ok()?;
    let on_ended = Closure::new(move || ended.set(true));
    source.add_event_listener_with_callback("ended", on_ended.as_ref().unchecked_ref()).ok()?;
    let closed = source.clone();
    let on_error: Closure<dyn FnMut()> = Closure::new(move || {
        // The browser itself comes back after a cut; what it has given up on is asked about.
        if closed.ready_state() == EventSource::CLOSED {
            refused();
        }
    });
    source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    Some(Ear { source, _on_ended: on_ended, _on_error: on_error })
}

fn is_visible() -> bool {
    document().visibility_state() == VisibilityState::Visible
}
