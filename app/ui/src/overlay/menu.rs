//! A dropdown of actions on the `popover` API: it opens, closes and dismisses natively; arrow keys work when hydrated.

use leptos::context::Provider;
use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};
use tailwind_fuse::{AsTailwindClass, TwVariant, tw_join};

use crate::icons::{Icon, IconName};
use crate::keys::key_of;

/// Which edge of the trigger the menu lines up with.
#[derive(TwVariant, Debug, PartialEq, Eq)]
pub enum MenuAlign {
    #[tw(class = "menu-start")]
    Start,
    #[tw(default, class = "menu-end")]
    End,
    /// Opens upwards, for triggers at the bottom of the screen.
    #[tw(class = "menu-up")]
    Up,
}

/// Context inside a [`Menu`]: controls there have the role of menu items.
#[derive(Clone, Copy)]
pub(crate) struct InMenu;

const ITEM: &str = "flex w-full cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1.5 text-start text-sm outline-none \
     hover:bg-hover focus-visible:bg-hover focus-visible:ring-2 focus-visible:ring-accent disabled:cursor-not-allowed disabled:opacity-50";

/// A trigger button and the menu it opens. `trigger` is the button's content; style it with `trigger_class`.
#[component]
pub fn Menu(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// Spoken name of the trigger and of the menu.
    #[prop(into)]
    label: String,
    #[prop(into)] trigger: ViewFnOnce,
    #[prop(
        into,
        default = "inline-flex size-8 cursor-pointer items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink focus-ring".to_owned()
    )]
    trigger_class: String,
    /// Keeps the trigger's own text as its name instead of `label`.
    #[prop(optional)]
    named_by_content: bool,
    #[prop(optional)] align: MenuAlign,
    children: Children,
) -> impl IntoView {
    let spoken = (!named_by_content).then(|| label.clone());
    view! {
        <button type="button" class=trigger_class popovertarget=id.clone() aria-haspopup="menu" aria-label=spoken>
            {trigger.run()}
        </button>
        <div
            id=id
            popover="auto"
            role="menu"
            aria-label=label
            class=tw_join!("menu", align)
            on:toggle=focus_first
            on:keydown=move_focus
            on:click=close_after_choice
        >
            <Provider value=InMenu>{children()}</Provider>
        </div>
    }
}

/// A menu entry that is a link.
#[component]
pub fn MenuLink(
    #[prop(into)] href: String,
    #[prop(optional, into)] icon: Option<IconName>,
    /// Marks the entry of the current place.
    #[prop(optional)]
    current: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <a role="menuitem" href=href class=tw_join!(ITEM, "text-ink") aria-current=current.then_some("true")>
            {icon.map(|name| view! { <Icon name class="size-4 text-muted" /> })}
            <span dir="auto" class="min-w-0 flex-1 truncate">
                {children()}
            </span>
            {current.then(|| view! { <Icon name=IconName::Check class="size-4 text-accent-ink" /> })}
        </a>
    }
}

/// A menu entry that acts; `submit=true` sends the surrounding form, `opens` shows a dialog.
#[component]
pub fn MenuItem(
    #[prop(optional, into)] icon: Option<IconName>,
    #[prop(optional)] danger: bool,
    #[prop(optional)] submit: bool,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(into, optional)] opens: Option<String>,
    #[prop(into, optional)] name: Option<String>,
    #[prop(into, optional)] value: Option<String>,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let colour = if danger { "text-danger-ink" } else { "text-ink" };
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            role="menuitem"
            class=tw_join!(ITEM, colour)
            disabled=move || disabled.get()
            command=opens.as_ref().map(|_| "show-modal")
            commandfor=opens
            name=name
            value=value
            on:click=move |_| {
                if let Some(press) = on_press {
                    press.run(());
                }
            }
        >
            {icon.map(|name| view! { <Icon name class=if danger { "size-4" } else { "size-4 text-muted" } /> })}
            <span dir="auto" class="min-w-0 flex-1 truncate">
                {children()}
            </span>
        </button>
    }
}

/// A group of entries, with a small heading and a line above it.
#[component]
pub fn MenuSection(#[prop(into, optional)] label: Option<String>, children: Children) -> impl IntoView {
    let heading = label.clone();
    view! {
        <div role="group" aria-label=label class="border-t border-line py-1 first:border-t-0 first:pt-0 last:pb-0">
            {heading
                .map(|text| {
                    view! {
                        <p class="px-2.5 pt-1.5 pb-1 text-xs font-medium text-muted" aria-hidden="true">
                            {text}
                        </p>
                    }
                })}
            {children()}
        </div>
    }
}

fn panel(event: &Event) -> Option<HtmlElement> {
    event.current_target()?.dyn_into().ok()
}

fn items(menu: &HtmlElement) -> Vec<HtmlElement> {
    let Ok(found) = menu.query_selector_all("[role^=menuitem]:not([disabled])") else {
        return Vec::new();
    };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

fn focus(item: Option<&HtmlElement>) {
    if let Some(item) = item {
        let _gone = item.focus();
    }
}

fn focus_first(event: Event) {
    if let Some(menu) = panel(&event).filter(|menu| menu.matches(":popover-open").unwrap_or(false)) {
        focus(items(&menu).first());
    }
}

fn move_focus(event: KeyboardEvent) {
    let (Some(menu), Some(key)) = (panel(&event), key_of(&event)) else { return };
    let items = items(&menu);
    let active = document().active_element();
    let at = items.iter().position(|item| Some(item.unchecked_ref::<Element>()) == active.as_ref());
    let last = items.len().saturating_sub(1);
    let target = match (key.as_str(), at) {
        ("ArrowDown", Some(at)) if at < last => at + 1,
        ("ArrowDown" | "Home", _) => 0,
        ("ArrowUp", Some(at)) if at > 0 => at - 1,
        ("ArrowUp" | "End", _) => last,
        _ => return,
    };
    event.prevent_default();
    focus(items.get(target));
}

fn close_after_choice(event: leptos::ev::MouseEvent) {
    let Some(menu) = panel(&event) else { return };
    let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let chosen = pressed.and_then(|pressed| pressed.closest("[role=menuitem]").ok().flatten());
    if chosen.is_some() {
        let _already_hidden = menu.hide_popover();
    }
}
