//! The operator viewing as somebody: who may, what is refused, when it ends, and what is left in the trail.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail loudly")]

mod beginning;
mod ending;
mod limits;
mod support;
