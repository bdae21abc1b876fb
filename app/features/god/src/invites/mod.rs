//! Owner invitations: the list of all, and the page that creates them, singly or from a sheet.

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

/// The path of the list.
const LIST: &str = "/god-dashboard/invites";
/// The path of the page that creates them.
const NEW: &str = "/god-dashboard/invites/new";
