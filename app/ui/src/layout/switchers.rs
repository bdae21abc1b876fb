//! The two menus of the shell, and the strip that says as whom the operator views the app.

use leptos::prelude::*;

use crate::content::{Avatar, AvatarSize};
use crate::icons::{Icon, IconName};
use crate::overlay::{Menu, MenuAlign};

/// The current organisation as a menu; children are the menu's sections (other organisations, "Create…").
#[component]
pub fn OrgSwitcher(
    #[prop(into)] name: String,
    /// Small second line, such as the person's role.
    #[prop(into, optional)]
    detail: Option<String>,
    /// The logo's address.
    #[prop(default = None)]
    picture: Option<String>,
    children: Children,
) -> impl IntoView {
    let trigger = move || {
        view! {
            <Avatar name=name.clone() picture square=true />
            <span class="min-w-0 flex-1 text-start leading-tight">
                <span class="sr-only">"Organisation: "</span>
                <span dir="auto" class="block truncate text-start text-sm font-semibold text-ink">
                    {name}
                </span>
                {detail.map(|detail| view! { <span class="block truncate text-xs text-muted">{detail}</span> })}
            </span>
            <Icon name=IconName::ChevronsUpDown class="size-4 text-muted" />
        }
        .into_any()
    };
    view! {
        <Menu
            id="org-switcher"
            label="Organisations"
            named_by_content=true
            align=MenuAlign::Start
            trigger=ViewFnOnce::from(trigger)
            trigger_class="flex w-full cursor-pointer items-center gap-2.5 rounded-lg p-1.5 transition-colors hover:bg-hover focus-ring"
        >
            {children()}
        </Menu>
    }
}

/// The signed-in person as a menu at the end of the top bar; children are the menu's sections.
#[component]
pub fn UserMenu(
    #[prop(into)] name: String,
    #[prop(into)] email: String,
    /// The picture's address.
    #[prop(default = None)]
    picture: Option<String>,
    children: Children,
) -> impl IntoView {
    let (shown, face) = (name.clone(), picture.clone());
    let trigger = move || {
        view! {
            <span class="sr-only">"Account menu of " <bdi>{shown.clone()}</bdi></span>
            <Avatar name=shown picture=face />
        }
        .into_any()
    };
    view! {
        <Menu
            id="user-menu"
            label="Account"
            named_by_content=true
            trigger=ViewFnOnce::from(trigger)
            trigger_class="flex cursor-pointer rounded-full p-0.5 focus-ring"
        >
            <div class="flex items-center gap-3 px-2.5 pt-1.5 pb-2.5">
                <Avatar name=name.clone() picture size=AvatarSize::Md />
                <div class="min-w-0">
                    <p dir="auto" class="truncate text-sm font-semibold text-ink">
                        {name}
                    </p>
                    <p dir="ltr" class="truncate text-[13px] text-muted">
                        {email}
                    </p>
                </div>
            </div>
            {children()}
        </Menu>
    }
}

/// The yellow strip shown while an operator views the app as somebody else; `children` is the exit button.
#[component]
pub fn ViewingAsBanner(#[prop(into)] name: String, children: Children) -> impl IntoView {
    view! {
        <div
            role="region"
            aria-label="Viewing as somebody else"
            class="flex h-full items-center justify-center gap-3 bg-warning px-4 text-sm font-medium text-warning-contrast"
        >
            <Icon name=IconName::Eye class="size-4" />
            <p class="min-w-0 truncate">"Viewing as: " <bdi>{name}</bdi></p>
            {children()}
        </div>
    }
}
