//! Secrets that are shown once and stored nowhere: recovery codes, a new key. A hydrated page reads them from the
//! answer; after a plain form they travel, sealed, in a cookie to the next page.

use leptos::prelude::*;

/// What the previous form produced to be shown, the same on server and browser; none if there is nothing.
pub fn revealed() -> Option<String> {
    SharedValue::new(read).into_inner()
}

#[cfg(feature = "ssr")]
const PURPOSE: &str = "revealed";
/// Long enough to follow a redirect.
#[cfg(feature = "ssr")]
const SECONDS: i64 = 60;

/// Passes `text` to the page after a plain form; a hydrated page has it already.
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

/// Opens the cookie and deletes it from the browser.
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
