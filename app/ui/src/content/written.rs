//! Text that people write. It runs in the direction of its own first letter, whatever the page's is, and wraps anywhere
//! if necessary: `style/base.css` does so for every element with `dir`.
//!
//! A name on its own is a [`Name`], an address or another machine-readable text an [`Address`]; inside a sentence they
//! are `<bdi>` and `<bdi dir="ltr">`, and a block of text has `dir="auto"` itself.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

/// Narrow enough for a table of several columns, and wide enough for the start of a name.
const LINE: &str = "line-clamp-1 text-start break-all md:[td_&]:min-w-28";

/// As many lines as necessary.
const WHOLE: &str = "block text-start md:[td_&]:min-w-40";

/// A name or title on one line, with the whole of it on hover.
#[component]
pub fn Name(
    #[prop(into)] text: String,
    /// Layout classes, and the type size of the surroundings.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    let whole = text.clone();
    view! {
        <span dir="auto" class=tw_join!(LINE, class) title=whole>
            {text}
        </span>
    }
}

/// An e-mail address or another text that always runs left to right, on one line.
#[component]
pub fn Address(
    #[prop(into)] text: String,
    /// Wraps instead of being cut: for addresses that must be told apart.
    #[prop(optional)]
    whole: bool,
    /// Layout classes, and the type size of the surroundings.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    let (lines, title) = if whole { (WHOLE, None) } else { (LINE, Some(text.clone())) };
    view! {
        <span dir="ltr" class=tw_join!(lines, class) title=title>
            {text}
        </span>
    }
}
