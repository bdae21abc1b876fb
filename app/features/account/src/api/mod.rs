//! The server functions of accounts: each resolves the caller, calls one use case, and says where a plain form goes.
//! Where the signed-in person changes, the hydrated page gets the path and loads it whole, so that nothing of the
//! previous person stays in the browser's memory.

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

/// The page on which a sign-in waits for its second factor.
#[cfg(feature = "ssr")]
const CODE_PATH: &str = "/sign-in/code";

/// Starts the session, or leads to the page that asks for a code.
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

/// Gives the browser a new session in place of any earlier one, and returns the path to go to.
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
