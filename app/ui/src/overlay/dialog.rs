//! The native modal dialog: focus stays inside, Escape and the backdrop close it, focus returns to the opener.
//! The browser focuses the first element inside that can take the focus: a field, else a button. The cross comes last.

use leptos::prelude::*;
use tailwind_fuse::{AsTailwindClass, TwVariant, tw_join};

use super::{close_dialog, show_dialog};
use crate::icons::{Icon, IconName};

/// The width of a dialog; on a phone all of them become a sheet at the bottom.
#[derive(TwVariant, Debug, PartialEq, Eq)]
pub enum DialogWidth {
    #[tw(class = "sm:max-w-sm")]
    Sm,
    #[tw(default, class = "sm:max-w-lg")]
    Md,
    #[tw(class = "sm:max-w-2xl")]
    Lg,
}

/// A modal `<dialog>`. Open it with `<Button opens="id">` (no JavaScript needed), [`show_dialog`], or `open`.
#[component]
pub fn Dialog(
    /// The id that openers refer to; unique on the page.
    #[prop(into)]
    id: String,
    #[prop(into)] title: String,
    #[prop(into, optional)] description: Option<String>,
    #[prop(optional)] width: DialogWidth,
    /// Follows this signal as well; a dialog that starts `true` is open in the server's HTML already.
    #[prop(into, optional_no_strip)]
    open: Option<Signal<bool>>,
    /// Runs after closing in any way.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    /// Buttons of the bottom row; the main one first.
    #[prop(into, optional)]
    footer: Option<ViewFnOnce>,
    children: Children,
) -> impl IntoView {
    let title_id = format!("{id}-title");
    let text_id = format!("{id}-text");
    let described = description.is_some().then(|| text_id.clone());
    if let Some(open) = open {
        follow(open, id.clone());
    }
    let starts_open = open.is_some_and(|open| open.get_untracked());
    let (heading_id, closes) = (title_id.clone(), id.clone());
    view! {
        <dialog
            id=id
            class=tw_join!("dialog", width)
            closedby="any"
            open=starts_open
            aria-labelledby=title_id
            aria-describedby=described
            on:close=move |_| {
                if let Some(closed) = on_close {
                    closed.try_run(());
                }
            }
        >
            <div class="ps-6 pe-16 pt-5">
                <h2 id=heading_id dir="auto" class="text-base font-semibold text-ink">
                    {title}
                </h2>
                {description
                    .map(|text| {
                        view! {
                            <p id=text_id class="mt-1 text-sm text-muted">
                                {text}
                            </p>
                        }
                    })}
            </div>
            <div class="px-6 pt-4 pb-6">{children()}</div>
            {footer
                .map(|footer| {
                    view! {
                        <div class="flex flex-col gap-2.5 border-t border-line bg-sunken px-6 py-3.5 sm:flex-row-reverse">
                            {footer.run()}
                        </div>
                    }
                })}
            <CloseButton dialog=closes />
        </dialog>
    }
}

#[component]
fn CloseButton(dialog: String) -> impl IntoView {
    view! {
        <button
            type="button"
            class="absolute end-4 top-4 flex size-8 cursor-pointer items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink focus-ring"
            aria-label="Close"
            command="close"
            commandfor=dialog
        >
            <Icon name=IconName::X class="size-4" />
        </button>
    }
}

/// Shows and closes the dialog as the signal changes; runs in the browser only.
fn follow(open: Signal<bool>, id: String) {
    Effect::new(move |_| {
        if open.get() {
            show_dialog(&id);
        } else {
            close_dialog(&id);
        }
    });
}
