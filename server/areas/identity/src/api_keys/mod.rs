//! Keys that let a program act for a member of an organisation. A key is never more than its person, never more than
//! its scopes, and never the operator.

mod create;
mod list;
mod resolve;
mod revoke;

pub use create::create;
pub use list::list;
pub use resolve::resolve;
pub use revoke::revoke;
