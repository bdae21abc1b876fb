//! Pages for addresses that do not exist.

use leptos::prelude::*;
use ui::{ErrorKind, ErrorPage};

/// The page for an address that does not exist, or not for this person; it also sets the status.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    kit::set_status(404);
    view! {
        <kit::PageTitle title="Not found" />
        <ErrorPage kind=ErrorKind::NotFound />
    }
}

/// The same for addresses outside every frame.
#[component]
pub fn BareNotFoundPage() -> impl IntoView {
    view! {
        <main id="main">
            <NotFoundPage />
        </main>
    }
}
