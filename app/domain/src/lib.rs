//! The words of SoloOS: ids, values, rules and errors that browser and server share.
//! Pure: no I/O, no clock, no randomness. What needs one of those lives in the backend.

pub mod accounts;
pub mod agents;
pub mod api_keys;
pub mod audience;
pub mod audit;
pub mod branding;
pub mod chat;
pub mod closures;
pub mod error;
pub mod figures;
pub mod god;
pub mod home;
pub mod ids;
pub mod impersonation;
pub mod invites;
pub mod mails;
pub mod members;
pub mod moment;
pub mod offboarding;
pub mod organizations;
pub mod pages;
pub mod permissions;
pub mod pictures;
pub mod plans;
pub mod runs;
pub mod values;
pub mod viewer;

pub use audience::{Audience, Standing};
pub use error::{ASKS_FOR_PROOF, AppError, AppResult, FieldErrors};
pub use moment::Moment;
pub use pages::{Cursor, ListAddress, Page, Paging, Place};
pub use permissions::{Permission, Role};
