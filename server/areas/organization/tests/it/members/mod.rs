//! Members: invited within the plan's seats, changed and removed by people who may, and never without an owner.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

mod invitations;
mod standing;
mod support;
