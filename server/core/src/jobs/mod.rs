//! Background jobs: a queue in Postgres, filled inside the transactions that need the work done. Each job is
//! idempotent, and decides itself whether its failure is worth another try.

mod add;
mod context;
mod health;
mod job;
mod kind;
mod remove_object;
pub(crate) mod send_mail;
mod tidy;
mod worker;

pub use add::{NewJob, add};
pub(crate) use context::JobBackend;
pub use health::{QueueHealth, health};
pub use job::{Done, Job, TryLater};
pub use kind::{JobKind, Pool};
pub use worker::{Worker, run_due, start};
