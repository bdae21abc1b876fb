//! Owner invitations from the operator's side: made one by one or from a sheet, sent again, withdrawn, listed.
//! Looking at one and accepting it belong to the sign-in desk: `accounts::owner_invites`.

mod bounced;
mod change;
mod create;
mod list;
mod sheet;

pub(crate) use bounced::bounced;
pub use change::{resend, revoke};
pub use create::{create, terms};
pub use list::list;
pub use sheet::{check_sheet, create_all};
