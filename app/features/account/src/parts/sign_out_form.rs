//! The way out, as a plain form: the whole page is left behind, and with it all that it held in memory. What the tab
//! keeps goes at once.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::api::SignOut;

/// A form around the button that signs out; give it the button (`submit`) as child.
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
