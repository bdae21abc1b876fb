//! Paying for a plan through Stripe: the pages that an owner is led to, and the events that come back. Without
//! Stripe none of it exists, and the operator sets tiers by hand.

mod events;
mod known;
mod pages;
mod plan;
mod running;

pub use events::receive;
pub use pages::{checkout, portal};
pub use plan::plan;
pub(crate) use running::{cancel_at_stripe, end};
