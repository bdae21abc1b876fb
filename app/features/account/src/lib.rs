//! Accounts: the pages for signed-out people, and the page where people manage their own account.
//! Every form works as plain HTML; hydrated, it answers without a reload.

mod api;
mod pages;
mod parts;

pub use api::{
    AcceptInvite, ChangeEmail, ChangePassword, ConfirmEmail, JoinOrganization, ListSessions, PendingEmail,
    PreviewInvite, Rename, RequestReset, ResendVerification, ResetPassword, RevokeSession, SetTheme, SignIn, SignOut,
    SignOutEverywhere, SignUp, SignUpTerms, VerifyEmail,
};
pub use api::{AcceptOwnerInvite, JoinAsOwner, OpenOwnerInvite, PreviewOwnerInvite};
pub use api::{
    BeginLink, BeginTwoFactor, CancelTwoFactor, ConfirmTwoFactor, CreateApiKey, EndOtherSessions, ListApiKeys,
    ListSignInMethods, ListSignInProviders, RenewRecoveryCodes, RevokeApiKey, SignInWithCode, SwitchOrganization,
    TurnOffTwoFactor, TwoFactorStatus, UnlinkIdentity,
};
pub use pages::{
    AccountPage, ApiKeysPage, ConfirmEmailPage, ForgotPasswordPage, InvitePage, OwnerInvitePage, ResetPasswordPage,
    SignInCodePage, SignInPage, SignUpPage, TwoFactorPage, VerifyEmailPage,
};
pub use parts::{SignOutForm, ThemeForm};
