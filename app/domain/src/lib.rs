//! The shared types of SoloOS: ids, values, rules and errors that browser and server use.
//! Pure: no I/O, no clock, no randomness. Code that needs one of those lives in the backend.

// The macro for ids names this crate by the same path here and in other crates.
extern crate self as domain;

pub mod accounts;
pub mod audience;
pub mod closures;
pub mod error;
pub mod figures;
pub mod home;
pub mod ids;
pub mod impersonation;
pub mod invites;
pub mod members;
pub mod moment;
pub mod organizations;
pub mod pages;
pub mod permissions;
pub mod pictures;
pub mod values;
pub mod viewer;

pub use audience::{Audience, Standing};
pub use error::{ASKS_FOR_PROOF, AppError, AppResult, FieldErrors};
pub use moment::Moment;
pub use pages::{Cursor, ListAddress, Page, Paging, Place};
pub use permissions::{Permission, Role};
