//! The list of conversations beside the thread.

use leptos::prelude::*;

/// A titled group of conversations, such as "Today".
#[component]
pub fn ConversationList(#[prop(into)] label: String, children: Children) -> impl IntoView {
    let heading = label.clone();
    view! {
        <section aria-label=label class="px-3 pb-4">
            <h2 class="px-2.5 pt-1 pb-1.5 text-xs font-medium text-muted">{heading}</h2>
            <ul class="flex flex-col gap-0.5">{children()}</ul>
        </section>
    }
}

/// One conversation: a link, with room for a menu at its end.
#[component]
pub fn ConversationLink(
    #[prop(into)] href: String,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] current: Signal<bool>,
    /// An answer is being written in it.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// A [`crate::Menu`] with rename and delete.
    #[prop(into, optional)]
    menu: Option<ViewFnOnce>,
) -> impl IntoView {
    view! {
        <li class="group/conversation relative flex items-center rounded-md text-muted hover:bg-hover hover:text-ink has-aria-[current=page]:bg-active has-aria-[current=page]:text-ink">
            <a
                href=href
                aria-current=move || current.get().then_some("page")
                class="flex min-w-0 flex-1 items-center gap-2 rounded-md px-2.5 py-1.5 text-sm focus-ring max-lg:py-2.5"
            >
                <span dir="auto" class="min-w-0 flex-1 truncate">
                    {move || title.get()}
                </span>
                {move || {
                    busy.get().then(|| view! { <span class="size-1.5 animate-pulse rounded-full bg-accent"></span> })
                }}
            </a>
            {menu
                .map(|menu| {
                    view! {
                        <div class="shrink-0 pe-1 [@media(hover:hover)]:opacity-0 [@media(hover:hover)]:group-focus-within/conversation:opacity-100 [@media(hover:hover)]:group-hover/conversation:opacity-100">
                            {menu.run()}
                        </div>
                    }
                })}
        </li>
    }
}
