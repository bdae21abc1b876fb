//! The frame of everything that needs a sign-in.

use domain::viewer::Viewer;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;
use ui::AppShell;

use super::sidebar::{Places, Switcher};
use super::user::UserEnd;
use crate::closed::ClosedPage;
use crate::navigation::palette;

/// Sidebar, top bar and palette around the page; nobody signed in is led to the sign-in page.
#[component]
pub fn MemberLayout() -> impl IntoView {
    let admitted = kit::admit_signed_in();
    admitted.then(|| {
        view! {
            <Frame>
                <Inside />
            </Frame>
        }
    })
}

/// The page; where every organisation of the person is closed, all but their own account says so.
#[component]
fn Inside() -> impl IntoView {
    let (viewer, path) = (kit::known_viewer(), use_location().pathname);
    let closed = Memo::new(move |_| {
        let own = path.with(|path| path.starts_with("/account"));
        viewer.with(|viewer| viewer.as_ref().and_then(Viewer::shut_out).filter(|_| !own).cloned())
    });
    move || match closed.get() {
        Some(closed) => Either::Left(view! { <ClosedPage closed /> }),
        None => Either::Right(view! { <Outlet /> }),
    }
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
