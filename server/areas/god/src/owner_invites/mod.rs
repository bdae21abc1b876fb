//! Owner invitations from the operator's side: made one by one or from a sheet, sent again, withdrawn, listed.
//! Previewing one and accepting it belong to `identity_area::owner_invites`.

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
