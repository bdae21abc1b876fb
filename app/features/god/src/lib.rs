//! The operator's pages. For everybody else they do not exist.

mod api;
mod invites;
mod pages;
mod parts;
#[cfg(feature = "ssr")]
mod proven;

pub use api::{
    AddNote, ChangeMany, ChangeTier, DeleteNote, DeleteOrganization, EditPlan, ExitView, GetMail, GetOrganization,
    GetRevenue, GetTotals, GetViewAsChoice, ListMails, ListOrganizations, ListPlans, RestoreOrganization,
    ResumeOrganization, SuspendOrganization, ViewAs,
};
pub use invites::{
    CheckOwnerInvites, GetInviteTerms, InviteOneOwner, InviteOwnersFromSheet, InviteOwnersPage, ListOwnerInvites,
    OwnerInvitesPage, ResendOwnerInvite, RevokeOwnerInvite,
};
pub use pages::{MailPage, MailboxPage, OrganizationPage, OrganizationsPage, PlansPage, RevenuePage, ViewAsPage};
