//! The platform's logo: an orbit, and the body that closes it.

use leptos::prelude::*;

/// The mark alone, in the accent colour.
#[component]
pub fn BrandMark(
    /// Size classes.
    #[prop(into, default = "size-8".to_owned())]
    class: String,
) -> impl IntoView {
    view! {
        <svg class=format!("shrink-0 {class}") viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="9" class="fill-accent"></rect>
            <path
                d="M23.1 14.75A7.2 7.2 0 1 1 17.25 8.9"
                fill="none"
                stroke-width="2.8"
                stroke-linecap="round"
                class="stroke-accent-contrast"
            ></path>
            <circle cx="21.4" cy="10.6" r="2.5" class="fill-accent-contrast"></circle>
        </svg>
    }
}

/// Mark and name as a link to the start page.
#[component]
pub fn Brand(
    #[prop(into, default = "SoloOS".to_owned())] name: String,
    #[prop(into, default = "/".to_owned())] href: String,
) -> impl IntoView {
    view! {
        <a href=href class="inline-flex items-center gap-2.5 rounded-lg p-1.5 focus-ring">
            <BrandMark class="size-7" />
            <span dir="auto" class="text-[15px] font-semibold tracking-tight text-ink">
                {name}
            </span>
        </a>
    }
}
