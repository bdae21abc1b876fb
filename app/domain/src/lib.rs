//! The words of SoloOS: ids, values, rules and errors that browser and server share.
//! Pure: no I/O, no clock, no randomness. What needs one of those lives in the backend.

pub mod accounts;
pub mod agents;
pub mod api_keys;
pub mod audit;
pub mod chat;
pub mod closures;
pub mod error;
pub mod ids;
pub mod impersonation;
pub mod mails;
pub mod moment;
pub mod organizations;
pub mod permissions;
pub mod viewer;

pub use error::{AppError, AppResult, FieldErrors};
pub use moment::Moment;
pub use permissions::{Permission, Role};
