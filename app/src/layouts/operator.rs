//! The frame of the operator's pages, which do not exist for other people.

use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::components::Outlet;

use super::member::Frame;
use crate::errors::BareNotFoundPage;

/// The shell for the operator, "not found" for everybody else.
#[component]
pub fn OperatorLayout() -> impl IntoView {
    let admitted = kit::admit_god();
    move || {
        if admitted.get() {
            Either::Left(view! {
                <Frame>
                    <Outlet />
                </Frame>
            })
        } else {
            Either::Right(view! { <BareNotFoundPage /> })
        }
    }
}
