//! Shared by all tests: a fresh database, a backend on it with a clock that stands still, people and organisations to
//! act with. Everything is real except the clock.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a test that cannot be set up must fail loudly"
)]

mod answers;
mod backend;
mod database;
mod people;
pub mod pictures;
mod scenes;
mod times;

pub use answers::{entered, is_invalid, seen, wrong_field};
pub use backend::{TestBackend, TestOptions, stripe_at};
pub use database::TestDatabase;
pub use people::{TestOrganization, TestPerson};
pub use scenes::NamedRow;

/// A password that satisfies every rule.
pub const PASSWORD: &str = "a quiet blue harbour";
