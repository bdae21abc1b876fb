//! The operator's view and acts, on a real database.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on must fail loudly")]

mod acts;
mod list;
mod plans;
mod step_up;
mod support;
mod usage;
