//! Messages that are held until they have arrived, exactly once. Each carries an id that the browser made, by which the
//! server finds what it has already; a try again, by hand, by itself or after a reload, carries the same one.

mod held;
mod kept;
mod signals;

pub use held::{Carried, Failure, Held, Order, Outbox, Retry};
pub use signals::LiveOutbox;

#[cfg(test)]
mod tests;
