//! Messages that are held until they have arrived, exactly once. Each carries an id that the browser made, by which the
//! server recognises one that it has already; every retry, manual, automatic or after a reload, carries the same id.

mod held;
mod kept;
mod signals;

pub use held::{Carried, Failure, Held, Order, Outbox, Retry};
pub use signals::LiveOutbox;

#[cfg(test)]
mod tests;
