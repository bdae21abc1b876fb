//! Members: the list, one member's page, invitations, and what the organisation calls its tiers.

mod api;
mod invite_form;
mod invite_line;
mod invites;
mod line;
mod list;
mod manage;
mod offer;
mod profile;
mod sections;
mod tiers;

pub use api::{
    AcceptTransfer, ChangeMember, DeclineTransfer, GetMember, GetTierNames, GetTransfer, InviteMember,
    LeaveOrganization, ListInvites, ListMembers, NameTiers, OfferOwnership, RemoveMember, ResendInvite, RevokeInvite,
    WithdrawTransfer,
};
pub use invites::InvitesPage;
pub use list::MembersPage;
pub use profile::MemberPage;
pub use tiers::TiersPage;

/// Where the list stands.
const LIST: &str = "/settings/members";
/// Where invitations stand.
const INVITES: &str = "/settings/members/invites";
/// Where the tiers are named.
const TIERS: &str = "/settings/members/tiers";
