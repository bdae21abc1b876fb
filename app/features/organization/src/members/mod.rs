//! Members: the list, one member's page, invitations, and the names of the tiers.

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

/// The path of the list.
const LIST: &str = "/settings/members";
/// The path of the invitations.
const INVITES: &str = "/settings/members/invites";
/// The path of the tier names.
const TIERS: &str = "/settings/members/tiers";
