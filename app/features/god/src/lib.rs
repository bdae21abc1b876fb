//! The operator's pages. To everybody else they do not exist.

mod api;
mod invites;
mod pages;

pub use api::{GetMail, ListMails};
pub use invites::{
    CheckOwnerInvites, GetInviteTerms, InviteOneOwner, InviteOwnersFromSheet, InviteOwnersPage, ListOwnerInvites,
    OwnerInvitesPage, ResendOwnerInvite, RevokeOwnerInvite,
};
pub use pages::{MailPage, MailboxPage};
