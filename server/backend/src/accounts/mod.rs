//! Accounts: people, their passwords and sessions, and the links that are mailed to them.
//!
//! A secret that travels (session cookie, link) is stored as its hash alone; a password as Argon2id.
//! Whoever asks about an address learns nothing of whether it has an account: same answer, same work.

mod accept_invite;
mod change_email;
mod change_password;
mod common_passwords;
mod founding;
mod god;
mod hashing;
mod invites;
mod links;
mod owner_invites;
mod people;
mod profile;
mod purge;
mod reset;
mod sessions;
mod sign_in;
mod sign_up;
mod step_up;
mod throttle;
mod verify;
mod visit;

pub use accept_invite::{accept_invite, join};
pub use change_email::{change_email, confirm_email};
pub use change_password::change_password;
pub(crate) use founding::found_organization;
pub use god::{GodCreated, god_create};
pub(crate) use hashing::hash_password;
pub use invites::invite_preview;
pub(crate) use links::when_text;
pub use owner_invites::{accept_owner_invite, join_as_owner, open_owner_invite, owner_invite};
pub(crate) use people::{NewPerson, add_membership, add_person};
pub use profile::{pending_email, rename, set_theme};
pub use purge::purge;
pub use reset::{request_reset, reset_password};
pub use sessions::{
    NewSession, list_sessions, move_on, resolve, revoke_session, sign_out, sign_out_everywhere, stands,
    switch_organization,
};
pub use sign_in::sign_in;
pub use sign_up::{resend_verification, sign_up, sign_up_terms};
pub use step_up::{PROOF, prove};
pub(crate) use throttle::{INVITE, INVITE_AGAIN, admit};
pub use verify::verify_email;
pub use visit::Visit;
