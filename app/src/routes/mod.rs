//! The route table: every page of SoloOS and the frame it stands in. Each page is rendered whole before
//! it is sent, so that status, title and data are right in the first paint and without JavaScript.

use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route, Routes};
use leptos_router::{SsrMode::Async, path};

use crate::errors::BareNotFoundPage;
use crate::gallery::GalleryPage;
use crate::layouts::{MemberLayout, OperatorLayout, SettingsLayout};

mod account;
mod fetched;
mod groups;
#[cfg(feature = "split")]
mod insist;

pub use fetched::FetchProgress;
use groups::{Chat, Door, Home, House, Operator};

/// The table.
#[component]
pub fn AppRoutes() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <BareNotFoundPage /> }>
            <Route path=path!("/sign-in") view=Door::SignIn ssr=Async />
            <Route path=path!("/sign-in/code") view=Door::SignInCode ssr=Async />
            <Route path=path!("/sign-up") view=Door::SignUp ssr=Async />
            <Route path=path!("/invite/:token") view=Door::Invite ssr=Async />
            <Route path=path!("/signup/:token") view=Door::OwnerInvite ssr=Async />
            <Route path=path!("/forgot-password") view=Door::ForgotPassword ssr=Async />
            <Route path=path!("/reset-password/:token") view=Door::ResetPassword ssr=Async />
            <Route path=path!("/verify-email/:token") view=Door::VerifyEmail ssr=Async />
            <Route path=path!("/confirm-email/:token") view=Door::ConfirmEmail ssr=Async />
            <Route path=path!("/dev/ui") view=GalleryPage ssr=Async />
            <MemberRoutes />
            <OperatorRoutes />
        </Routes>
    }
}

#[component(transparent)]
fn MemberRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=MemberLayout ssr=Async>
            <Route path=path!("/") view=Home::Page ssr=Async />
            <ParentRoute path=path!("/chat") view=Chat::Layout ssr=Async>
                <Route path=path!("") view=Chat::Start ssr=Async />
                <Route path=path!("/:id") view=Chat::Conversation ssr=Async />
            </ParentRoute>
            <Route path=path!("/agents") view=House::Agents ssr=Async />
            <Route path=path!("/agents/:id") view=House::Agent ssr=Async />
            <ParentRoute path=path!("/settings") view=SettingsLayout ssr=Async>
                <Route path=path!("") view=House::Settings ssr=Async />
                <Route path=path!("/branding") view=House::Branding ssr=Async />
                <Route path=path!("/sign-in") view=House::SignInPolicy ssr=Async />
                <Route path=path!("/plan") view=House::Plan ssr=Async />
                <Route path=path!("/audit") view=House::Audit ssr=Async />
                <Route path=path!("/leave") view=House::Leave ssr=Async />
            </ParentRoute>
            <Route path=path!("/settings/members") view=House::Members ssr=Async />
            <Route path=path!("/settings/members/invites") view=House::Invites ssr=Async />
            <Route path=path!("/settings/members/tiers") view=House::Tiers ssr=Async />
            <Route path=path!("/settings/members/:id") view=House::Member ssr=Async />
            <Route path=path!("/account") view=House::Account ssr=Async />
            <Route path=path!("/account/api-keys") view=House::ApiKeys ssr=Async />
            <Route path=path!("/account/two-factor") view=House::TwoFactor ssr=Async />
        </ParentRoute>
    }
    .into_inner()
}

#[component(transparent)]
fn OperatorRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/god-dashboard") view=OperatorLayout ssr=Async>
            <Route path=path!("") view=Operator::Organizations ssr=Async />
            <Route path=path!("/organizations/:id") view=Operator::Organization ssr=Async />
            <Route path=path!("/plans") view=Operator::Plans ssr=Async />
            <Route path=path!("/revenue") view=Operator::Revenue ssr=Async />
            <Route path=path!("/mailbox") view=Operator::Mailbox ssr=Async />
            <Route path=path!("/mailbox/:id") view=Operator::Mail ssr=Async />
            <Route path=path!("/view-as") view=Operator::ViewAs ssr=Async />
            <Route path=path!("/audit") view=Operator::PlatformAudit ssr=Async />
            <Route path=path!("/invites") view=Operator::OwnerInvites ssr=Async />
            <Route path=path!("/invites/new") view=Operator::InviteOwners ssr=Async />
        </ParentRoute>
    }
    .into_inner()
}
