//! What was typed and has not arrived yet, kept in the tab for each conversation. A key is
//! what `kit::kept_name` makes of its place.

use kit::tab_storage;

use super::state::Outgoing;

/// The draft of a conversation, or of the start page.
pub fn read(key: &str) -> Option<String> {
    tab_storage()?.get_item(&name(key)).ok().flatten().filter(|draft| !draft.is_empty())
}

/// Keeps the draft; an empty one is forgotten.
pub fn write(key: &str, text: &str) {
    let Some(storage) = tab_storage() else { return };
    let _kept = if text.is_empty() { storage.remove_item(&name(key)) } else { storage.set_item(&name(key), text) };
}

/// Keeps a message that is on its way, so that a reload loses neither it nor the id that keeps it from arriving twice.
pub fn hold(key: &str, outgoing: &Outgoing) {
    if let Some(storage) = tab_storage() {
        // A browser that keeps nothing loses it with the page, and no sooner.
        let _kept = storage.set_item(&name_of_held(key), &format!("{}\n{}", outgoing.client_id, outgoing.text));
    }
}

/// The message that was on its way when the page was left.
pub fn held(key: &str) -> Option<Outgoing> {
    let kept = tab_storage()?.get_item(&name_of_held(key)).ok().flatten()?;
    let (client_id, text) = kept.split_once('\n')?;
    Some(Outgoing { text: text.to_owned(), client_id: client_id.to_owned() })
}

/// The message has arrived, or was changed.
pub fn release(key: &str) {
    if let Some(storage) = tab_storage() {
        let _gone = storage.remove_item(&name_of_held(key));
    }
}

fn name(key: &str) -> String {
    format!("{key}:draft")
}

fn name_of_held(key: &str) -> String {
    format!("{key}:sending")
}
