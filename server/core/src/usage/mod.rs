//! The usage of organisations: entries that the writing transactions add without waiting for each other, and the
//! counters they are folded into, which lists, charts and limits read.

mod fold;
mod record;

pub use fold::{fold, keep_folding, purge};
pub use record::{answered, written};
