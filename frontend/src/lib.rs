//! The browser's half: takes over the page that the server rendered.

use leptos::mount::hydrate_from_async;
use leptos::prelude::document;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's script once the module is loaded.
#[wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    let Some(body) = document().body() else { return };
    hydrate_from_async(body, app::App).await.forget();
    // Styles and tests can tell a page that listens from one that does not yet.
    if let Some(root) = document().document_element() {
        drop(root.set_attribute("data-hydrated", ""));
    }
}
