//! What is shown once and kept nowhere: recovery codes, a fresh key. A hydrated page has it from the answer; after
//! a plain form it travels, sealed, in a cookie to the page that follows.

use leptos::prelude::*;

/// What the form before this page made to be shown, the same on both sides; none when there is nothing.
pub fn revealed() -> Option<String> {
    SharedValue::new(read).into_inner()
}

#[cfg(feature = "ssr")]
const PURPOSE: &str = "revealed";
/// Long enough to follow a redirect.
#[cfg(feature = "ssr")]
const SECONDS: i64 = 60;

/// Hands `text` to the page that a plain form is led to; a hydrated page has it already.
#[cfg(feature = "ssr")]
pub fn reveal(text: &str) -> domain::AppResult<()> {
    use base64::Engine;
    let context = crate::request()?;
    if !crate::is_plain_form() {
        return Ok(());
    }
    let session = context.signed_in.as_ref().ok_or(domain::AppError::Unauthenticated)?.session();
    let sealed = context.backend.sealing.seal(PURPOSE, session.0.as_bytes(), text.as_bytes())?;
    let sealed = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(sealed);
    crate::set_cookie(crate::Cookie::Revealed, &sealed, SECONDS);
    Ok(())
}

/// Opens the cookie and takes it out of the browser.
#[cfg(feature = "ssr")]
fn read() -> Option<String> {
    use base64::Engine;
    let context = crate::request().ok()?;
    let parts = use_context::<axum::http::request::Parts>()?;
    let cookie = crate::Cookie::Revealed.read(&context.backend.settings, &parts.headers)?;
    crate::set_cookie(crate::Cookie::Revealed, "", 0);
    let session = context.signed_in.as_ref()?.session();
    let sealed = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(cookie).ok()?;
    let text = context.backend.sealing.try_open(PURPOSE, session.0.as_bytes(), &sealed)?;
    String::from_utf8(text).ok()
}

#[cfg(not(feature = "ssr"))]
fn read() -> Option<String> {
    None
}
