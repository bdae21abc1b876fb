//! The use cases of SoloOS and their SQL, one module an area. Knows nothing of HTTP or pages:
//! it is called by server functions, streams, jobs and the command line alike.
//!
//! A use case goes: allow, validate, open the transaction, write, enqueue, audit, commit, return.

pub mod accounts;
pub mod agents;
pub mod api_keys;
pub mod audit;
pub mod caller;
pub mod chat;
pub mod clock;
pub mod db;
pub mod demo;
pub mod error;
pub mod jobs;
pub mod markdown;
pub mod moments;
pub mod organizations;
pub mod outbox;
pub mod random;
pub mod sealing;
pub mod settings;
mod state;

pub use caller::{Caller, God, SignedIn, Via};
pub use clock::Clock;
pub use db::Db;
pub use error::{Error, Result};
pub use sealing::Sealing;
pub use settings::Settings;
pub use state::{Backend, Parts};
