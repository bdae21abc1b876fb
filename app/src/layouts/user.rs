//! The end of the top bar: the person's menu.

use account::{SignOutForm, ThemeForm};
use domain::viewer::Viewer;
use leptos::prelude::*;
use ui::{IconName, LinkButton, MenuItem, MenuLink, MenuSection, UserMenu};

/// The person's menu, or the sign-in link.
#[component]
pub fn UserEnd() -> impl IntoView {
    let viewer = kit::known_viewer();
    move || match viewer.get() {
        Some(viewer) => view! { <PersonMenu viewer /> }.into_any(),
        None => view! { <LinkButton href="/sign-in">"Sign in"</LinkButton> }.into_any(),
    }
}

#[component]
fn PersonMenu(viewer: Viewer) -> impl IntoView {
    let Viewer { name, email, picture, .. } = viewer;
    view! {
        <UserMenu name email picture>
            <MenuSection>
                <MenuLink href="/account" icon=IconName::User>
                    "Your account"
                </MenuLink>
                <div class="flex items-center justify-between gap-3 px-2.5 py-1.5 text-sm">
                    <span>"Colours"</span>
                    <ThemeForm />
                </div>
            </MenuSection>
            <MenuSection>
                <SignOutForm>
                    <MenuItem submit=true icon=IconName::Logout>
                        "Sign out"
                    </MenuItem>
                </SignOutForm>
            </MenuSection>
        </UserMenu>
    }
}
