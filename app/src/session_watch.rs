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
    // Where a form leads that ends the session itself, such as viewing as somebody, a reload must not undo.
    let (ended, leaving) = (RwSignal::new(false), kit::leaving());
    let standing = Memo::new(move |_| {
        viewer.with(|viewer| {
            viewer.as_ref().map(|viewer| (viewer.user_id, viewer.current.as_ref().map(|current| current.id)))
        })
    });
    Effect::new(move |_| {
        visible.set(is_visible());
        let changes = window_event_listener(ev::visibilitychange, move |_| visible.set(is_visible()));
        on_cleanup(move || changes.remove());
    });
    Effect::new(move |ear: Option<Option<Ear>>| {
        drop(ear);
        tries.track();
        let standing = standing.get().filter(|_| visible.get() && !ended.get())?;
        let refused = move || {
            if !leaving.get_untracked() && !kit::is_being_left() {
                viewing.refetch();
            }
            set_timeout(move || tries.update(|tries| *tries = tries.wrapping_add(1)), PAUSE);
        };
        // Of a page that has begun to go elsewhere nothing is heard; one that stays hears it when it listens again.
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
            // A browser that will not reload keeps the page, whose next act the server refuses.
            let _stays = window().location().reload();
            return true;
        }
        loads
    });
}

fn listen(
    (_, organization): (UserId, Option<OrganizationId>),
    heard: impl FnMut() + 'static,
    mut refused: impl FnMut() + 'static,
) -> Option<Ear> {
    let query = organization.map(|id| format!("?organization={id}")).unwrap_or_default();
    let source = EventSource::new(&format!("/sse/session{query}")).ok()?;
    let on_ended: Closure<dyn FnMut()> = Closure::new(heard);
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
