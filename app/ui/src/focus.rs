//! Where the keyboard goes on when the element that it was on leaves the page. Browsers drop the focus to the body, and
//! the next Tab then starts at the top of the page.

use std::time::Duration;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// Once the page is redrawn, focuses the first of these selectors that matches something, if the focus was lost: a
/// person who has moved on meanwhile stays where they are.
pub fn rescue_focus(wanted: Vec<String>) {
    let rescue = move || {
        if is_lost() {
            focus_first_of(&wanted);
        }
    };
    // The page is redrawn before any timer runs.
    set_timeout(rescue, Duration::ZERO);
}

/// Focuses the page's content at once, for acts outside it that replace it.
pub(crate) fn focus_content() {
    focus_first_of(&["#main".to_owned()]);
}

fn is_lost() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}

fn focus_first_of(wanted: &[String]) {
    let found = wanted.iter().find_map(|selector| document().query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _stays = element.focus();
    }
}
