//! What the tab keeps of a person for them, such as a message that they began. It stands under their id, and goes when
//! they do: with the sign-out itself, and from every page that somebody else looks at, or nobody.

use leptos::prelude::*;
use web_sys::Storage;

use crate::known_viewer;

const PREFIX: &str = "soloos:";

/// The tab's own storage; none when the browser keeps nothing.
fn tab_storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// The name under which the tab keeps this for whoever looks at the page.
pub fn kept_name(what: &str) -> String {
    let person = known_viewer().with_untracked(|viewer| viewer.as_ref().map(|viewer| viewer.user_id.to_string()));
    format!("{PREFIX}{}:{what}", person.unwrap_or_default())
}

/// Forgets what was kept for anybody but whoever looks at the page; stands once, in the app.
pub fn forget_others() {
    let viewer = known_viewer();
    Effect::new(move |_| {
        viewer.with(|viewer| match viewer {
            None => forget_all(),
            // The operator comes back to what is theirs.
            Some(viewer) if viewer.viewing_as.is_some() => {}
            Some(viewer) => forget_all_but(&format!("{PREFIX}{}:", viewer.user_id)),
        });
    });
}

/// Forgets everything that was kept for anybody.
pub fn forget_all() {
    // No name of ours begins like this.
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
