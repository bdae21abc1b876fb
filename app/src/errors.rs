//! Pages for addresses that lead nowhere.

use leptos::prelude::*;
use ui::{ErrorKind, ErrorPage};

/// The page of an address that does not exist, or not for this person; its status says the same.
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
