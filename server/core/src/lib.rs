//! The base of every area: the database and its doors, callers, errors, time and randomness, sealing, writing the audit
//! log, mails, jobs, files, limits and usage, and the hooks of areas. Knows no area, and nothing of HTTP.
//!
//! A use case goes: allow, validate, open the transaction, write, enqueue, audit, commit, return.

pub mod area;
pub mod audit;
pub mod bounded;
pub mod bus;
pub mod caller;
pub mod clock;
pub mod csv;
pub mod cursor;
pub mod db;
pub mod error;
pub mod files;
pub mod held;
pub mod jobs;
pub mod limits;
pub mod moments;
mod origin;
pub mod outbox;
pub mod random;
pub mod revocations;
pub mod sealing;
pub mod settings;
mod state;
pub mod throttle;
pub mod uploads;
pub mod usage;
mod visit;

pub use caller::{Caller, God, ProvenGod, SignedIn, Via};
pub use clock::Clock;
pub use db::Db;
pub use error::{Error, Result};
pub use origin::Origin;
pub use sealing::Sealing;
pub use settings::Settings;
pub use state::{Backend, Parts};
pub use visit::Visit;
