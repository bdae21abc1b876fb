//! Opens and closes overlays from Rust, by element id; each does nothing when the element is gone.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlDialogElement, HtmlElement};

/// Shows the [`super::Dialog`] with this id as modal.
pub fn show_dialog(id: &str) {
    if let Some(dialog) = dialog(id).filter(|dialog| !dialog.matches(":modal").unwrap_or(false)) {
        // A dialog that the server rendered open is not modal yet; showing it again would fail.
        let _was_closed = dialog.remove_attribute("open");
        let _not_connected = dialog.show_modal();
    }
}

/// Closes the [`super::Dialog`] with this id.
pub fn close_dialog(id: &str) {
    if let Some(dialog) = dialog(id) {
        dialog.close();
    }
}

/// Closes the menu or drawer with this id.
pub fn hide_popover(id: &str) {
    let element = document().get_element_by_id(id).and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        let _already_hidden = element.hide_popover();
    }
}

fn dialog(id: &str) -> Option<HtmlDialogElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
