//! What the tab keeps for a person, such as a message that they started to write. It is stored under their id and
//! removed when they leave: by the sign-out itself, and by every page with another viewer or none.

use leptos::prelude::*;
use web_sys::Storage;

use crate::known_viewer;

const PREFIX: &str = "soloos:";

/// The tab's own storage; none if the browser does not allow it.
fn tab_storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// The key under which the tab keeps this for the viewer of the page.
pub fn kept_name(what: &str) -> String {
    let person = known_viewer().with_untracked(|viewer| viewer.as_ref().map(|viewer| viewer.user_id.to_string()));
    format!("{PREFIX}{}:{what}", person.unwrap_or_default())
}

/// Forgets everything that is kept for people other than the viewer; called once, in the app.
pub fn forget_others() {
    let viewer = known_viewer();
    Effect::new(move |_| {
        viewer.with(|viewer| match viewer {
            None => forget_all(),
            // The operator returns to their own drafts.
            Some(viewer) if viewer.viewing_as.is_some() => {}
            Some(viewer) => forget_all_but(&format!("{PREFIX}{}:", viewer.user_id)),
        });
    });
}

/// Forgets everything that is kept for anybody.
pub fn forget_all() {
    // None of our keys starts like this.
    forget_all_but("\0");
}

fn forget_all_but(own: &str) {
    let Some(storage) = tab_storage() else { return };
    let names: Vec<String> =
        (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten()).collect();
    for name in names.into_iter().filter(|name| name.starts_with(PREFIX) && !name.starts_with(own)) {
        let _gone = storage.remove_item(&name);
    }
}
