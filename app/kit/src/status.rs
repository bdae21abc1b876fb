//! The HTTP status of a page. Of a part only "not found" counts: a page of which one part is forbidden or failed is
//! still the requested page. A page that is refused as a whole says so before it asks for any part.

use domain::{AppError, Permission};
use leptos::prelude::WithUntracked;

use crate::known_viewer;

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

/// Whether the viewer may open the page that is being rendered. If not, its status is 403, and the page is
/// `ui::ErrorPage` and nothing else.
pub fn may_open(needed: Permission) -> bool {
    let may = known_viewer().with_untracked(|viewer| viewer.as_ref().is_some_and(|viewer| viewer.may(needed)));
    if !may {
        set_status(AppError::Forbidden.status());
    }
    may
}

/// Sets the status of a page that shows this error in place of its content.
pub fn status_of(error: &AppError) {
    if matches!(error, AppError::NotFound) {
        set_status(error.status());
    }
}
