//! The pages for signed-out people, each one card, and the account page inside the shell.

mod account;
mod api_keys;
mod confirm_email;
mod forgot_password;
mod invite;
mod owner_invite;
mod reset_password;
mod sign_in;
mod sign_in_code;
mod sign_up;
mod two_factor;
mod verify_email;

pub use account::AccountPage;
pub use api_keys::ApiKeysPage;
pub use confirm_email::ConfirmEmailPage;
pub use forgot_password::ForgotPasswordPage;
pub use invite::InvitePage;
pub use owner_invite::OwnerInvitePage;
pub use reset_password::ResetPasswordPage;
pub use sign_in::SignInPage;
pub use sign_in_code::SignInCodePage;
pub use sign_up::SignUpPage;
pub use two_factor::TwoFactorPage;
pub use verify_email::VerifyEmailPage;

/// The look of a link in running text.
const LINK: &str = "font-medium text-accent-ink underline-offset-2 hover:underline rounded-sm focus-ring";
