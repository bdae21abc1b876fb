//! The sign-out, as a plain form: the browser leaves the whole page, and everything that it held in memory. What the
//! tab stores is removed at once.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::api::SignOut;

/// A form around the sign-out button; pass the button (`submit`) as child.
#[component]
pub fn SignOutForm(
    /// Where to go afterwards; the sign-in page by default.
    #[prop(into, optional)]
    next: String,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <form method="post" action=SignOut::PATH class=class on:submit=|_| kit::forget_all()>
            <input type="hidden" name="form[next]" value=next />
            {children()}
        </form>
    }
}
