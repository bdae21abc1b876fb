//! How a page fills the shell.

use leptos::prelude::*;
use tailwind_fuse::{AsTailwindClass, TwVariant, tw_join};

/// The width of a page's content.
#[derive(TwVariant, Debug, PartialEq, Eq)]
pub enum PageWidth {
    /// Forms and reading.
    #[tw(class = "max-w-3xl")]
    Narrow,
    #[tw(default, class = "max-w-5xl")]
    Normal,
    /// Wide tables and dashboards.
    #[tw(class = "max-w-7xl")]
    Wide,
    /// Tables of many columns: as wide as the window.
    #[tw(class = "max-w-[1800px]")]
    Full,
}

/// A page that scrolls with the window: centred, padded, with evenly spaced sections.
#[component]
pub fn Page(
    #[prop(optional)] width: PageWidth,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=tw_join!(
            "mx-auto flex w-full flex-col gap-7 px-4 py-7 sm:px-8 sm:py-9", width, class
        )>{children()}</div>
    }
}

/// A page that takes exactly the height that the shell leaves and scrolls inside itself; the shell detects it by
/// `:has`.
#[component]
pub fn FillPage(
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div data-fill="" class=tw_join!("flex min-h-0 flex-1", class)>
            {children()}
        </div>
    }
}
