//! Accounts: the pages before sign-in, and the page where a person looks after their own account.
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
pub use pages::OwnerInvitePage;
pub use pages::{
    AccountPage, ConfirmEmailPage, ForgotPasswordPage, InvitePage, ResetPasswordPage, SignInPage, SignUpPage,
    VerifyEmailPage,
};
pub use parts::{SignOutForm, ThemeForm};
