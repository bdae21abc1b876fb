//! The use cases of SoloOS and their SQL, one module an area. Knows nothing of HTTP or pages:
//! it is called by server functions, streams, jobs and the command line alike.
//!
//! A use case goes: allow, validate, open the transaction, write, enqueue, audit, commit, return.

pub mod accounts;
pub mod agents;
pub mod api_keys;
pub mod area;
pub mod areas;
pub mod audit;
pub mod audit_log;
pub mod billing;
pub mod bounded;
pub mod branding;
pub mod caller;
pub mod chat;
pub mod clock;
pub mod csv;
mod cursor;
pub mod db;
pub mod demo;
pub mod endings;
pub mod error;
mod files;
pub mod god;
pub mod held;
pub mod impersonation;
pub mod jobs;
pub mod leaving;
pub mod limits;
pub mod load;
pub mod mailbox;
pub mod members;
pub mod moments;
pub mod organizations;
mod origin;
pub mod outbox;
pub mod owner_invites;
pub mod platform;
pub mod random;
mod rendering;
pub mod sealing;
pub mod settings;
mod state;
mod throttle;
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
