//! The operator viewing as somebody of an organisation, to see what they see.
//!
//! An impersonation is a row tied to the operator's session, for an hour at most. While it lasts the session resolves
//! to the subject: `actor` is the operator, `subject` the person, and the operator's own rights rest. Whether it may
//! continue is checked again on each request; its beginning and end are in the organisation's own audit log.

mod choice;
mod exit;
mod start;
mod sweep;

pub use choice::choice;
pub use exit::exit;
pub use start::start;
pub use sweep::sweep;
