//! Paying for a plan through Stripe: the pages that an owner is redirected to, and the events that come back. Without
//! Stripe none of it exists, and the operator sets tiers by hand.

mod events;
mod job;
mod known;
mod pages;
mod plan;
mod running;

pub use events::receive;
pub(crate) use job::CancelSubscription;
pub use pages::{checkout, portal};
pub use plan::plan;
pub(crate) use running::end;
