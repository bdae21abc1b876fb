//! What was typed and not yet sent, kept in the tab for each conversation.

use crate::browser::session_storage;

/// The draft of a conversation, or of the start page.
pub fn read(key: &str) -> Option<String> {
    session_storage()?.get_item(&name(key)).ok().flatten().filter(|draft| !draft.is_empty())
}

/// Keeps the draft; an empty one is forgotten.
pub fn write(key: &str, text: &str) {
    let Some(storage) = session_storage() else { return };
    let _kept = if text.is_empty() { storage.remove_item(&name(key)) } else { storage.set_item(&name(key), text) };
}

fn name(key: &str) -> String {
    format!("soloos:draft:{key}")
}
