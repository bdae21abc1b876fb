//! The frame of everything that requires a sign-in.

use domain::accounts::START_PATH;
use domain::closures::ClosedOrganization;
use domain::viewer::Viewer;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos_router::components::{Outlet, Redirect};
use leptos_router::hooks::use_location;
use ui::AppShell;

use super::sidebar::{BarPlaces, Places, Switcher};
use super::user::UserEnd;
use crate::closed::ClosedPage;
use crate::navigation::palette;

/// Sidebar, top bar and palette around the page; signed-out people are redirected to the sign-in page.
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

/// The content of the frame.
#[derive(Clone, PartialEq)]
enum Inner {
    Page,
    /// The closed organisation to explain: the person has no open one.
    Closed(ClosedOrganization),
    /// The person is in no organisation: the page is not for them, and they start elsewhere.
    Elsewhere(&'static str),
}

impl Inner {
    fn of(viewer: &Viewer, path: &str) -> Self {
        match viewer.shut_out() {
            _ if path.starts_with("/account") => Self::Page,
            Some(closed) => Self::Closed(closed.clone()),
            None if viewer.current.is_none() => Self::Elsewhere(begin(viewer, path)),
            None => Self::Page,
        }
    }
}

/// Where people without an organisation go: through the home page to the operator's pages or to their own account.
fn begin(viewer: &Viewer, path: &str) -> &'static str {
    match path {
        START_PATH if viewer.is_god => "/god-dashboard",
        START_PATH => "/account",
        _ => START_PATH,
    }
}

/// The page. If every organisation of the person is closed, all pages but their own account say so; people who are in
/// no organisation (any more) are redirected to where they start.
#[component]
fn Inside() -> impl IntoView {
    let (viewer, path) = (kit::known_viewer(), use_location().pathname);
    let inner = Memo::new(move |_| {
        path.with(|path| viewer.with(|viewer| viewer.as_ref().map_or(Inner::Page, |viewer| Inner::of(viewer, path))))
    });
    move || match inner.get() {
        Inner::Page => EitherOf3::A(view! { <Outlet /> }),
        Inner::Closed(closed) => EitherOf3::B(view! { <ClosedPage closed /> }),
        Inner::Elsewhere(path) => {
            kit::set_status(302);
            EitherOf3::C(view! { <Redirect path /> })
        }
    }
}

/// The shell, with everything that depends on the viewer.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let viewer = kit::known_viewer();
    let entries = Signal::derive(move || viewer.with(|viewer| palette(viewer.as_ref())));
    view! {
        <AppShell
            brand=ViewFnOnce::from(|| view! { <Switcher /> })
            nav=ViewFnOnce::from(|| view! { <Places /> })
            bar=ViewFnOnce::from(|| view! { <BarPlaces /> })
            user_menu=ViewFnOnce::from(|| view! { <UserEnd /> })
            palette=entries
        >
            {children()}
        </AppShell>
    }
}
