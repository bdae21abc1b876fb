//! Accounts: the forms of signing in, their rules, and what the account page shows.
//!
//! The server checks whether a password is a common one: the list would add too much to every page.

mod activity;
mod address;
mod devices;
mod forms;
mod identities;
mod next;
mod password;
mod profile;
mod two_factor;

pub use activity::ActivityRow;
pub use address::EmailAddress;
pub use devices::{OneSession, SessionRow};
pub use forms::{
    AcceptInvite, LeaveFor, LinkPassword, LinkToken, MailSpec, NewPersonSpec, RequestMail, SignIn, SignInSpec, SignUp,
    SignUpSpec,
};
pub use identities::{IdentityRow, LinkIdentity, SignInMethods, SignInProblem, SignInProvider, UnlinkIdentity};
pub use next::{START_PATH, local_path};
pub use password::{PASSWORD_MAX, PASSWORD_MIN, Secret, new_password, resembles};
pub use profile::{ChangeEmail, ChangePassword, ChangeTheme, CloseAccount, EditProfile, InvitePreview, SignUpTerms};
pub use two_factor::{
    CODE_DIGITS, ConfirmTwoFactor, EditSignInPolicy, Enrolment, GivenCode, QrPicture, RecoveryCodes, SignInCode,
    SignInPolicy, StepUp, TwoFactorStatus, app_code, given_proof, recovery_code,
};
