//! The route table: every page of SoloOS and the frame it stands in. Each page is rendered whole before
//! it is sent, so that status, title and data are right in the first paint and without JavaScript.

use agents::{AgentPage, AgentsPage};
use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route, Routes};
use leptos_router::{MatchNestedRoutes, SsrMode::Async, path};
use organization::{MembersPage, OrganizationSettingsPage};

use crate::errors::{BareNotFoundPage, NotFoundPage};
use crate::gallery::GalleryPage;
use crate::home::HomePage;
use crate::layouts::{MemberLayout, OperatorLayout};

/// The table.
#[component]
pub fn AppRoutes() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <BareNotFoundPage /> }>
            <Route path=path!("/") view=HomePage ssr=Async />
            <Route path=path!("/dev/ui") view=GalleryPage ssr=Async />
            <MemberRoutes />
            <OperatorRoutes />
        </Routes>
    }
}

#[component(transparent)]
fn MemberRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=MemberLayout ssr=Async>
            <Route path=path!("/agents") view=AgentsPage ssr=Async />
            <Route path=path!("/agents/:id") view=AgentPage ssr=Async />
            <Route path=path!("/settings") view=OrganizationSettingsPage ssr=Async />
            <Route path=path!("/settings/members") view=MembersPage ssr=Async />
        </ParentRoute>
    }
    .into_inner()
}

#[component(transparent)]
fn OperatorRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/god-dashboard") view=OperatorLayout ssr=Async>
            <Route path=path!("") view=NotFoundPage ssr=Async />
        </ParentRoute>
    }
    .into_inner()
}
