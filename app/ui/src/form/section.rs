//! A titled part of a long settings form.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

/// Title and explanation at the start, the fields at the end; stacked on a phone.
#[component]
pub fn FormSection(
    #[prop(into)] title: String,
    #[prop(into, optional)] description: Option<String>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <section class=tw_join!(
            "grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-5 border-t border-line py-8 first-of-type:border-t-0 first-of-type:pt-0 last-of-type:pb-0 lg:grid-cols-[minmax(0,16rem)_minmax(0,1fr)]", class
        )>
            <div>
                {(!title.is_empty()).then(|| view! { <h2 class="text-[15px] font-semibold text-ink">{title}</h2> })}
                {description.map(|text| view! { <p class="mt-1 text-[13px] text-muted">{text}</p> })}
            </div>
            <div class="flex max-w-xl min-w-0 flex-col gap-5">{children()}</div>
        </section>
    }
}
