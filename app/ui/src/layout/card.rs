//! A raised area for things that belong together.

use leptos::html::H2;
use leptos::prelude::*;
use tailwind_fuse::tw_join;

/// A card with optional heading and footer; `flush` leaves the padding to the content.
#[component]
pub fn Card(
    #[prop(into, optional)] title: Option<String>,
    #[prop(into, optional)] description: Option<String>,
    #[prop(into, optional)] actions: Option<ViewFnOnce>,
    /// A tinted row at the bottom for a note or buttons.
    #[prop(into, optional)]
    footer: Option<ViewFnOnce>,
    /// Where the heading is, for pages that put the focus on it.
    #[prop(optional)]
    heading: Option<NodeRef<H2>>,
    #[prop(optional)] flush: bool,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
    children: Children,
) -> impl IntoView {
    let has_head = title.is_some() || actions.is_some();
    let tabindex = heading.map(|_| "-1");
    let node_ref = heading.unwrap_or_default();
    let padding = match (flush, has_head) {
        (true, _) => "",
        (false, true) => "px-5 pt-4 pb-5",
        (false, false) => "p-5",
    };
    view! {
        <section class=tw_join!(
            "flex min-w-0 flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-xs", class
        )>
            {has_head
                .then(|| {
                    view! {
                        <div class="flex items-start justify-between gap-4 px-5 pt-4">
                            <div class="min-w-0">
                                {title
                                    .map(|title| {
                                        view! {
                                            <h2
                                                dir="auto"
                                                tabindex=tabindex
                                                class="rounded-sm text-[15px] font-semibold text-ink focus-ring"
                                                node_ref=node_ref
                                            >
                                                {title}
                                            </h2>
                                        }
                                    })}
                                {description.map(|text| view! { <p class="mt-0.5 text-[13px] text-muted">{text}</p> })}
                            </div>
                            {actions.map(|actions| view! { <div class="flex shrink-0 gap-2">{actions.run()}</div> })}
                        </div>
                    }
                })} <div class=tw_join!("flex-1", padding)>{children()}</div>
            {footer
                .map(|footer| {
                    view! {
                        <div class="flex items-center justify-between gap-4 border-t border-line bg-sunken px-5 py-3 text-[13px] text-muted">
                            {footer.run()}
                        </div>
                    }
                })}
        </section>
    }
}
