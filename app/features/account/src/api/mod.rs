//! The server functions of accounts: each takes who asks, calls one use case, and says where a plain form goes.
//! Where the person changes, the hydrated page is told the path and loads it whole, so that nothing of
//! the one before stays in the browser's memory.

mod door;
mod links;
mod own;
mod owners;

pub use door::{
    AcceptInvite, JoinOrganization, PreviewInvite, SignIn, SignOut, SignOutEverywhere, SignUp, SignUpTerms,
};
pub use door::{preview_invite, sign_up_terms};
pub use links::{ConfirmEmail, RequestReset, ResendVerification, ResetPassword, VerifyEmail};
pub use own::{
    ChangeEmail, ChangePassword, CloseAccount, ListSessions, PendingEmail, RemoveOwnPicture, Rename,
    RestoreOrganization, RevokeSession, SetTheme,
};
pub use own::{deleted_organizations, list_sessions, pending_email};
pub use owners::{AcceptOwnerInvite, JoinAsOwner, OpenOwnerInvite, PreviewOwnerInvite};
pub use owners::{open_owner_invite, preview_owner_invite};

/// Hands the browser a fresh session in place of the one it may have had, and says where to go.
#[cfg(feature = "ssr")]
async fn begin_session(session: backend::accounts::NewSession, next: &str) -> domain::AppResult<String> {
    let context = kit::request()?;
    if let Some(before) = &context.signed_in {
        backend::accounts::sign_out(&context.backend, before).await?;
    }
    kit::start_session(session.token.as_str(), session.max_age);
    let next = domain::accounts::local_path(next);
    kit::lead_plain_form(next);
    Ok(next.to_owned())
}
