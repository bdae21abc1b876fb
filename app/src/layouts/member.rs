//! The frame of everything that needs a sign-in.

use leptos::prelude::*;
use leptos_router::components::Outlet;
use ui::AppShell;

use super::sidebar::{Places, Switcher};
use super::user::UserEnd;
use crate::navigation::palette;

/// Sidebar, top bar and palette around the page; nobody signed in is led to the sign-in page.
#[component]
pub fn MemberLayout() -> impl IntoView {
    let admitted = kit::admit_signed_in();
    admitted.then(|| {
        view! {
            <Frame>
                <Outlet />
            </Frame>
        }
    })
}

/// The shell, with everything in it that depends on who looks.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let viewer = kit::known_viewer();
    let entries = Signal::derive(move || viewer.with(|viewer| palette(viewer.as_ref())));
    view! {
        <AppShell
            brand=ViewFnOnce::from(|| view! { <Switcher /> })
            nav=ViewFnOnce::from(|| view! { <Places /> })
            user_menu=ViewFnOnce::from(|| view! { <UserEnd /> })
            palette=entries
        >
            {children()}
        </AppShell>
    }
}
