//! What the tab keeps of a person for them, over a reload and no longer. Names come from whoever knows whose it is.

use leptos::prelude::*;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// What is kept under the name; none if that is empty or the browser keeps nothing.
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten().filter(|text| !text.is_empty())
}

/// Keeps the text; an empty one is forgotten.
pub fn write(name: &str, text: &str) {
    let Some(storage) = storage() else { return };
    // A browser that keeps nothing loses it with the page, and no sooner.
    let _kept = if text.is_empty() { storage.remove_item(name) } else { storage.set_item(name, text) };
}
