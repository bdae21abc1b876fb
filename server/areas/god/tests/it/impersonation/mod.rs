//! The operator viewing as somebody: who may, what is refused, when it ends, and what the audit log keeps.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail loudly")]

mod beginning;
mod ending;
mod limits;
mod support;
