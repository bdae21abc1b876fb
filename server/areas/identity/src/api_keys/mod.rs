//! Keys that let a program act for a member of an organisation. A key never exceeds its person's rights or its scopes,
//! and never is the operator.

mod create;
mod list;
mod resolve;
mod revoke;

pub use create::create;
pub use list::list;
pub use resolve::resolve;
pub use revoke::revoke;
