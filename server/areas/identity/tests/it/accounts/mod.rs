//! Accounts on a real database: what a stranger learns, what a link allows, when a session ends.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot be set up must fail loudly"
)]

mod activity;
mod change_email;
mod change_password;
mod devices;
mod god;
mod hash_count;
mod invites;
mod linking;
mod providers;
mod purge;
mod reset;
mod secrets;
mod sessions;
mod sign_in;
mod sign_up;
mod support;
mod throttles;
mod two_factor;
mod two_factor_required;
