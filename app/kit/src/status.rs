//! The HTTP status of a page. Only "not found" is set: a page of which one part is forbidden or failed is still the
//! requested page.

use domain::AppError;

/// Sets the status of the page that is being rendered; does nothing in the browser.
pub fn set_status(status: u16) {
    #[cfg(feature = "ssr")]
    if let (Some(response), Ok(status)) =
        (leptos::prelude::use_context::<leptos_axum::ResponseOptions>(), http::StatusCode::from_u16(status))
    {
        response.set_status(status);
    }
    #[cfg(not(feature = "ssr"))]
    let _ = status;
}

/// Sets the status of a page that shows this error in place of its content.
pub fn status_of(error: &AppError) {
    if matches!(error, AppError::NotFound) {
        set_status(error.status());
    }
}
