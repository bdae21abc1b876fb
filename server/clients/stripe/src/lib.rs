//! The part of Stripe that SoloOS needs: a page to subscribe on, a page to manage the subscription on, and the events
//! about it. Knows no organisation and no plan; those travel as metadata.

mod client;
mod error;
mod event;
mod reading;
mod signature;
mod subscription;

pub use client::{Checkout, Stripe, StripeSettings};
pub use error::StripeError;
pub use event::{Event, EventKind, Standing};
pub use signature::{SignatureError, verify};
pub use subscription::{Price, Subscription};
