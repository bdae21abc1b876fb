//! Paying for a plan through Stripe: the pages that an owner is led to, and the events that come back. Without
//! Stripe none of it exists, and the operator sets tiers by hand.

mod events;
mod pages;

pub use events::receive;
pub use pages::{checkout, portal};
