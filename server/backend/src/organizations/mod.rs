//! Organisations: their settings and who belongs to them.

mod members;
mod settings;
mod sign_in_policy;

pub use members::members;
pub use settings::{edit, settings};
pub use sign_in_policy::{edit_sign_in_policy, sign_in_policy};
