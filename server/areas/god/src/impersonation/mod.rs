//! The operator viewing as somebody of an organisation, to see what they see.
//!
//! A stretch is a row tied to the operator's session, for an hour at most. While it lasts the session stands for
//! the subject: `actor` is the operator, `subject` the person, and the operator's own rights rest. Whether it may
//! go on is asked anew on each request; both ends stand in the organisation's own trail.

mod choice;
mod exit;
mod start;
mod sweep;

pub use choice::choice;
pub use exit::exit;
pub use start::start;
pub use sweep::sweep;
