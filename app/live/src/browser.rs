//! Small queries to the browser: fresh ids, the clock, the clipboard, the pressed element. Which key an event means is
//! answered by `ui`, whose own components need it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// A random UUID (version 4); the plain generator also works outside a secure context.
pub fn fresh_id() -> String {
    let mut bytes = [0_u8; 16];
    if let Ok(crypto) = window().crypto() {
        let _filled = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    id_of(bytes)
}

fn id_of(random: [u8; 16]) -> String {
    uuid::Builder::from_random_bytes(random).into_uuid().to_string()
}

/// The time in UTC as RFC 3339.
pub fn now_iso() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// Seconds since a time in RFC 3339; none if it cannot be parsed.
pub fn seconds_since(iso: &str) -> Option<f64> {
    let then = js_sys::Date::parse(iso);
    then.is_finite().then(|| (js_sys::Date::now() - then) / 1000.0)
}

/// Copies the text, if the browser allows it.
pub fn copy(text: &str) {
    let _written = window().navigator().clipboard().write_text(text);
}

/// Whether a dialog, menu or drawer is open above the page.
pub fn has_overlay() -> bool {
    document().query_selector("dialog[open], :popover-open").ok().flatten().is_some()
}

/// Whether the page is visible to somebody.
pub fn is_visible() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible
}

/// Whether the browser has a network, as far as it knows.
pub fn is_online() -> bool {
    window().navigator().on_line()
}

/// The nearest element around the pressed one that matches the selector.
pub fn pressed(event: &leptos::ev::MouseEvent, selector: &str) -> Option<HtmlElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok().flatten()?.dyn_into().ok()
}

/// Whether the main pointer is a finger: then focusing a field would open the keyboard unasked.
pub fn is_touch() -> bool {
    window().match_media("(pointer: coarse)").ok().flatten().is_some_and(|query| query.matches())
}

#[cfg(test)]
mod tests {
    use super::id_of;

    #[test]
    fn an_id_is_a_uuid_of_version_4_whatever_the_bytes() {
        assert_eq!(id_of([0; 16]), "00000000-0000-4000-8000-000000000000");
        assert_eq!(id_of([0xff; 16]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }
}
