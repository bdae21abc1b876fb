//! The use cases of the area on a real database. One binary, since each would link everything again.

mod god;
mod impersonation;
mod outbox;
mod owner_invites;
