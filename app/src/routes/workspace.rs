//! The pages on which members set up their workspace and their own account.

use account::{ApiKeysPage, TwoFactorPage};
use agents::{AgentPage, AgentsPage};
use audit::AuditPage;
use leptos::prelude::*;
use leptos_router::any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute};
use leptos_router::components::{ParentRoute, Route};
use leptos_router::{SsrMode::Async, path};
use organization::{
    BrandingPage, InvitesPage, LeavePage, MemberPage, MembersPage, OrganizationSettingsPage, PlanPage,
    SignInPolicyPage, TiersPage,
};

use super::account::OwnAccountPage;
use super::fetched::fetched_together;
use crate::layouts::SettingsLayout;

fetched_together! {
    /// What members set up: agents, the organisation, their own account.
    Workspace in workspace {
        Agents => AgentsPage,
        Agent => AgentPage,
        Settings => OrganizationSettingsPage,
        Branding => BrandingPage,
        Leave => LeavePage,
        Members => MembersPage,
        SignInPolicy => SignInPolicyPage,
        Audit => AuditPage,
        Plan => PlanPage,
        Invites => InvitesPage,
        Tiers => TiersPage,
        Member => MemberPage,
        Account => OwnAccountPage,
        ApiKeys => ApiKeysPage,
        TwoFactor => TwoFactorPage,
    }
}

/// The address of each page; the settings have a frame of their own.
#[component(transparent)]
pub(super) fn WorkspaceRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/agents") view=Workspace::Agents ssr=Async />
        <Route path=path!("/agents/:id") view=Workspace::Agent ssr=Async />
        <ParentRoute path=path!("/settings") view=SettingsLayout ssr=Async>
            <Route path=path!("") view=Workspace::Settings ssr=Async />
            <Route path=path!("/branding") view=Workspace::Branding ssr=Async />
            <Route path=path!("/sign-in") view=Workspace::SignInPolicy ssr=Async />
            <Route path=path!("/plan") view=Workspace::Plan ssr=Async />
            <Route path=path!("/audit") view=Workspace::Audit ssr=Async />
            <Route path=path!("/leave") view=Workspace::Leave ssr=Async />
        </ParentRoute>
        <Route path=path!("/settings/members") view=Workspace::Members ssr=Async />
        <Route path=path!("/settings/members/invites") view=Workspace::Invites ssr=Async />
        <Route path=path!("/settings/members/tiers") view=Workspace::Tiers ssr=Async />
        <Route path=path!("/settings/members/:id") view=Workspace::Member ssr=Async />
        <Route path=path!("/account") view=Workspace::Account ssr=Async />
        <Route path=path!("/account/api-keys") view=Workspace::ApiKeys ssr=Async />
        <Route path=path!("/account/two-factor") view=Workspace::TwoFactor ssr=Async />
    }
    .into_inner()
    .into_any_nested_route()
}
