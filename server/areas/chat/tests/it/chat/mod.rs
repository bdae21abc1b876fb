//! Conversations and runs on a real database, with a model server that plays every fault.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on must fail loudly"
)]

mod bounds;
mod conversations;
mod dialects;
mod elsewhere;
mod runs;
mod support;
mod tree;
