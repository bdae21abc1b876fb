//! A list beside its detail: both visible on a large screen, the list a drawer on a small one.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use crate::actions::IconButton;
use crate::icons::IconName;
use crate::overlay::hide_popover;

const LIST: &str = "split-list";
const LIST_CLASS: &str = "drawer drawer-start z-40 w-80 flex-col border-e border-line bg-canvas text-ink \
     xl:static xl:z-auto xl:flex xl:h-auto xl:w-72 xl:shrink-0";

/// Used in a [`crate::FillPage`]; `list` scrolls on its own, children are the detail.
#[component]
pub fn SplitView(
    /// Spoken name of the list.
    #[prop(into)]
    list_label: String,
    #[prop(into)] list: ViewFnOnce,
    /// Start of the detail's bar, beside the button that opens the list on small screens.
    #[prop(into)]
    heading: ViewFnOnce,
    /// End of the detail's bar.
    #[prop(into, optional)]
    actions: Option<ViewFnOnce>,
    children: Children,
) -> impl IntoView {
    let opens = format!("Show {}", list_label.to_lowercase());
    view! {
        <aside id=LIST popover="auto" aria-label=list_label class=LIST_CLASS on:click=close_on_choice>
            {list.run()}
        </aside>
        <section class="flex min-h-0 min-w-0 flex-1 flex-col">
            <div class="flex h-12 shrink-0 items-center gap-2 border-b border-line px-3 sm:px-5">
                <IconButton icon=IconName::Sidebar label=opens toggles=LIST class="xl:hidden" />
                <div class="min-w-0 flex-1">{heading.run()}</div>
                {actions.map(|actions| view! { <div class="flex shrink-0 items-center gap-1">{actions.run()}</div> })}
            </div>
            {children()}
        </section>
    }
}

fn close_on_choice(event: MouseEvent) {
    let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if pressed.and_then(|pressed| pressed.closest("a[href]").ok().flatten()).is_some() {
        hide_popover(LIST);
    }
}
