//! Owner invitations: the list of all, and the page that makes new ones, one by one or from a sheet.

mod api;
mod line;
mod list;
mod new;
mod one;
mod sheet;
mod state;

pub use api::{
    CheckOwnerInvites, GetInviteTerms, InviteOneOwner, InviteOwnersFromSheet, ListOwnerInvites, ResendOwnerInvite,
    RevokeOwnerInvite,
};
pub use list::OwnerInvitesPage;
pub use new::InviteOwnersPage;

/// Where the list stands.
const LIST: &str = "/god-dashboard/invites";
/// Where new ones are made.
const NEW: &str = "/god-dashboard/invites/new";
