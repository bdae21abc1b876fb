//! Background jobs: a queue in Postgres, filled inside the transactions that need the work done.
//! Each job is idempotent, and decides itself whether its failure is worth another try.

mod context;
mod health;
mod remove_object;
mod send_mail;
mod tidy;
mod worker;

pub use context::JobBackend;
pub use health::{QueueHealth, health};
pub use worker::{Worker, run_due, start};
