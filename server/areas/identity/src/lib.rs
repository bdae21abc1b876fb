//! Accounts: people, their passwords and sessions, and the links that are mailed to them.
//!
//! A secret that travels (session cookie, link) is stored as its hash alone; a password as Argon2id. A request about an
//! address never reveals whether it has an account: same answer, same work.

mod accept_invite;
mod actions;
mod admission;
pub mod api_keys;
mod area;
mod change_email;
mod change_password;
mod close;
mod common_passwords;
mod desk;
mod events;
mod founding;
mod god;
mod hashing;
mod invites;
pub mod letters;
mod links;
mod owner_invites;
mod people;
mod picture;
mod profile;
mod providers;
mod purge;
mod reset;
mod sessions;
mod sign_in;
mod sign_up;
mod slugs;
mod step_up;
mod tries;
mod two_factor;
mod verify;

pub use accept_invite::{Accepted, accept_invite, join};
pub use admission::{Admission, NewChallenge, sign_in_with_code};
pub use area::Identity;
pub use change_email::{change_email, confirm_email};
pub use change_password::change_password;
pub use close::close_account;
pub(crate) use desk::desk;
pub use events::{activity, note_seen_links};
pub use founding::{Founding, found_organization};
pub use god::{GodCreated, god_create};
pub use hashing::hash_password;
pub use invites::invite_preview;
pub use owner_invites::{accept_owner_invite, join_as_owner, open_owner_invite, owner_invite};
pub use people::{NewPerson, add_membership, add_person};
pub use picture::{picture_of, remove_picture, upload_picture};
pub use profile::{pending_email, rename, set_theme};
pub use providers::{
    Arrival, Departure, Returned, begin_link, begin_sign_in, finish_sign_in, sign_in_methods, sign_in_providers,
    unlink_identity,
};
pub use purge::purge;
pub use reset::{request_reset, reset_password};
pub use sessions::{
    EndReason, NewSession, end_other_sessions, end_viewing, list_sessions, move_on, resolve, revoke_session, sign_out,
    sign_out_everywhere, stands, step_out, switch_organization,
};
pub use sign_in::sign_in;
pub use sign_up::{resend_verification, sign_up, sign_up_terms};
pub use step_up::{PROOF, prove, prove_or_ask, proven_god};
pub use two_factor::{
    begin_two_factor, cancel_two_factor, confirm_two_factor, renew_recovery_codes, turn_off_two_factor,
    two_factor_status,
};
pub use verify::verify_email;
