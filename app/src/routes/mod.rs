//! The route table: the frames of pages, and the groups of pages in each frame. A group is a file: the pages whose code
//! is fetched together, because people open one after the other, and their addresses. Each page is rendered whole
//! before it is sent, so that status, title and data are correct in the first paint and without JavaScript.

use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route, Routes};
use leptos_router::{SsrMode::Async, path};

use crate::errors::BareNotFoundPage;
use crate::gallery::GalleryPage;
use crate::layouts::{MemberLayout, OperatorLayout};

mod account;
mod chat;
mod entry;
mod fetched;
mod home;
#[cfg(feature = "split")]
mod insist;
mod operator;
mod workspace;

pub use fetched::FetchProgress;

// Through `self`, because some crates have the same names.
use self::chat::ChatRoutes;
use self::entry::EntryRoutes;
use self::home::HomeRoutes;
use self::operator::OperatorRoutes;
use self::workspace::WorkspaceRoutes;

/// The table.
#[component]
pub fn AppRoutes() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <BareNotFoundPage /> }>
            <EntryRoutes />
            <Route path=path!("/dev/ui") view=GalleryPage ssr=Async />
            <ParentRoute path=path!("") view=MemberLayout ssr=Async>
                <HomeRoutes />
                <ChatRoutes />
                <WorkspaceRoutes />
            </ParentRoute>
            <ParentRoute path=path!("/god-dashboard") view=OperatorLayout ssr=Async>
                <OperatorRoutes />
            </ParentRoute>
        </Routes>
    }
}
