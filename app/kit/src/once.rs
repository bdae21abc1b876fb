//! The id that a rendered form carries, so that submitting it twice is one act.

/// A fresh id on the server, for a hidden field. Empty in the browser, which makes its own ids once the page is
/// hydrated; until then the field keeps the id that the server rendered.
pub fn form_id() -> String {
    fresh()
}

#[cfg(feature = "ssr")]
fn fresh() -> String {
    server_core::random::id().to_string()
}

#[cfg(not(feature = "ssr"))]
fn fresh() -> String {
    String::new()
}
