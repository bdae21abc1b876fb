//! What the tab stores for a person, over a reload and no longer. The caller chooses keys that include the owner.

use leptos::prelude::*;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// The stored text; none if it is empty or the browser allows no storage.
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten().filter(|text| !text.is_empty())
}

/// Stores the text; an empty one is removed.
pub fn write(name: &str, text: &str) {
    let Some(storage) = storage() else { return };
    // If the browser allows no storage, the text is lost when the page goes, and not before.
    let _kept = if text.is_empty() { storage.remove_item(name) } else { storage.set_item(name, text) };
}
