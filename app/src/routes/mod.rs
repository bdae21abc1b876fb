//! The route table: every page of SoloOS and the frame it stands in. Each page is rendered whole before
//! it is sent, so that status, title and data are right in the first paint and without JavaScript.

use account::{
    AccountPage, ApiKeysPage, ConfirmEmailPage, ForgotPasswordPage, InvitePage, OwnerInvitePage, ResetPasswordPage,
    SignInCodePage, SignInPage, SignUpPage, TwoFactorPage, VerifyEmailPage,
};
use agents::{AgentPage, AgentsPage};
use audit::{AuditPage, PlatformAuditPage};
use chat::{ChatLayout, ChatStartPage, ConversationPage};
use god::{
    InviteOwnersPage, MailPage, MailboxPage, OrganizationPage, OrganizationsPage, OwnerInvitesPage, PlansPage,
    RevenuePage, ViewAsPage,
};
use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route, Routes};
use leptos_router::{SsrMode::Async, path};
use organization::{
    BrandingPage, InvitesPage, LeavePage, MemberPage, MembersPage, OrganizationSettingsPage, PlanPage,
    SignInPolicyPage, TiersPage,
};

use crate::errors::BareNotFoundPage;
use crate::gallery::GalleryPage;
use crate::home::HomePage;
use crate::layouts::{MemberLayout, OperatorLayout};

/// The table.
#[component]
pub fn AppRoutes() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <BareNotFoundPage /> }>
            <Route path=path!("/") view=HomePage ssr=Async />
            <Route path=path!("/sign-in") view=SignInPage ssr=Async />
            <Route path=path!("/sign-in/code") view=SignInCodePage ssr=Async />
            <Route path=path!("/sign-up") view=SignUpPage ssr=Async />
            <Route path=path!("/sign-up/:token") view=InvitePage ssr=Async />
            <Route path=path!("/signup/:token") view=OwnerInvitePage ssr=Async />
            <Route path=path!("/forgot-password") view=ForgotPasswordPage ssr=Async />
            <Route path=path!("/reset-password/:token") view=ResetPasswordPage ssr=Async />
            <Route path=path!("/verify-email/:token") view=VerifyEmailPage ssr=Async />
            <Route path=path!("/confirm-email/:token") view=ConfirmEmailPage ssr=Async />
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
            <ParentRoute path=path!("/chat") view=ChatLayout ssr=Async>
                <Route path=path!("") view=ChatStartPage ssr=Async />
                <Route path=path!("/:id") view=ConversationPage ssr=Async />
            </ParentRoute>
            <Route path=path!("/agents") view=AgentsPage ssr=Async />
            <Route path=path!("/agents/:id") view=AgentPage ssr=Async />
            <Route path=path!("/settings") view=OrganizationSettingsPage ssr=Async />
            <Route path=path!("/settings/branding") view=BrandingPage ssr=Async />
            <Route path=path!("/settings/leave") view=LeavePage ssr=Async />
            <Route path=path!("/settings/members") view=MembersPage ssr=Async />
            <Route path=path!("/settings/sign-in") view=SignInPolicyPage ssr=Async />
            <Route path=path!("/settings/audit") view=AuditPage ssr=Async />
            <Route path=path!("/settings/plan") view=PlanPage ssr=Async />
            <Route path=path!("/settings/members/invites") view=InvitesPage ssr=Async />
            <Route path=path!("/settings/members/tiers") view=TiersPage ssr=Async />
            <Route path=path!("/settings/members/:id") view=MemberPage ssr=Async />
            <Route path=path!("/account") view=AccountPage ssr=Async />
            <Route path=path!("/account/api-keys") view=ApiKeysPage ssr=Async />
            <Route path=path!("/account/two-factor") view=TwoFactorPage ssr=Async />
        </ParentRoute>
    }
    .into_inner()
}

#[component(transparent)]
fn OperatorRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/god-dashboard") view=OperatorLayout ssr=Async>
            <Route path=path!("") view=OrganizationsPage ssr=Async />
            <Route path=path!("/organizations/:id") view=OrganizationPage ssr=Async />
            <Route path=path!("/plans") view=PlansPage ssr=Async />
            <Route path=path!("/revenue") view=RevenuePage ssr=Async />
            <Route path=path!("/mailbox") view=MailboxPage ssr=Async />
            <Route path=path!("/mailbox/:id") view=MailPage ssr=Async />
            <Route path=path!("/view-as") view=ViewAsPage ssr=Async />
            <Route path=path!("/audit") view=PlatformAuditPage ssr=Async />
            <Route path=path!("/invites") view=OwnerInvitesPage ssr=Async />
            <Route path=path!("/invites/new") view=InviteOwnersPage ssr=Async />
        </ParentRoute>
    }
    .into_inner()
}
