//! The pages of the god dashboard.

use audit::PlatformAuditPage;
use god::{
    InviteOwnersPage, MailPage, MailboxPage, OrganizationPage, OrganizationsPage, OwnerInvitesPage, PlansPage,
    RevenuePage, ViewAsPage,
};
use leptos::prelude::*;
use leptos_router::any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute};
use leptos_router::components::Route;
use leptos_router::{SsrMode::Async, path};

use super::fetched::fetched_together;

fetched_together! {
    /// The god dashboard.
    Operator in operator {
        Organizations => OrganizationsPage,
        Organization => OrganizationPage,
        Plans => PlansPage,
        Revenue => RevenuePage,
        Mailbox => MailboxPage,
        Mail => MailPage,
        ViewAs => ViewAsPage,
        PlatformAudit => PlatformAuditPage,
        OwnerInvites => OwnerInvitesPage,
        InviteOwners => InviteOwnersPage,
    }
}

/// The address of each page, below `/god-dashboard`.
#[component(transparent)]
pub(super) fn OperatorRoutes() -> AnyNestedRoute {
    view! {
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
    }
    .into_inner()
    .into_any_nested_route()
}
