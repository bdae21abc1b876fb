//! The server functions of accounts: each takes who asks, calls one use case, and says where a plain form goes.
//! Where the person changes, the hydrated page is told the path and loads it whole, so that nothing of
//! the one before stays in the browser's memory.

mod api_keys;
mod entry;
mod links;
mod own;
mod owners;
mod providers;
mod switch;
mod two_factor;

pub use api_keys::{CreateApiKey, ListApiKeys, RevokeApiKey, list_api_keys};
pub use entry::{
    AcceptInvite, JoinOrganization, PreviewInvite, SignIn, SignInWithCode, SignOut, SignOutEverywhere, SignUp,
    SignUpTerms, preview_invite, sign_up_terms,
};
pub use links::{ConfirmEmail, RequestReset, ResendVerification, ResetPassword, VerifyEmail};
pub use own::{
    ChangeEmail, ChangePassword, CloseAccount, EndOtherSessions, ListSessions, PendingEmail, RemoveOwnPicture, Rename,
    RevokeSession, SetTheme, list_activity, list_sessions, pending_email,
};
pub use owners::{
    AcceptOwnerInvite, JoinAsOwner, OpenOwnerInvite, PreviewOwnerInvite, open_owner_invite, preview_owner_invite,
};
pub use providers::{
    BeginLink, ListSignInMethods, ListSignInProviders, UnlinkIdentity, list_sign_in_methods, list_sign_in_providers,
};
pub use switch::SwitchOrganization;
pub use two_factor::{
    BeginTwoFactor, CancelTwoFactor, ConfirmTwoFactor, RenewRecoveryCodes, TurnOffTwoFactor, TwoFactorStatus,
    two_factor_status,
};

/// Where a sign-in goes on that waits for its second factor.
#[cfg(feature = "ssr")]
const CODE_PATH: &str = "/sign-in/code";

/// Begins the session, or leads on to the page that asks for a code.
#[cfg(feature = "ssr")]
async fn go_on(admission: identity_area::Admission, next: &str) -> domain::AppResult<String> {
    match admission {
        identity_area::Admission::Session(session) => begin_session(session, next).await,
        identity_area::Admission::Challenge(challenge) => {
            kit::start_challenge(challenge.token.as_str(), challenge.max_age);
            let path = kit::with_next(CODE_PATH, next);
            kit::lead_plain_form(&path);
            Ok(path)
        }
    }
}

/// Hands the browser a fresh session in place of the one it may have had, and says where to go.
#[cfg(feature = "ssr")]
async fn begin_session(session: identity_area::NewSession, next: &str) -> domain::AppResult<String> {
    let context = kit::request()?;
    if let Some(before) = &context.signed_in {
        identity_area::sign_out(&context.backend, before).await?;
    }
    kit::start_session(session.token.as_str(), session.max_age);
    kit::remember_device(&session.device);
    let next = domain::accounts::local_path(next);
    kit::lead_plain_form(next);
    Ok(next.to_owned())
}
