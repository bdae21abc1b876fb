//! Organisations: their settings and members.

mod area;
mod members;
mod settings;
mod sign_in_policy;

pub use area::Organization;
pub use members::members;
pub use settings::{edit, settings};
pub use sign_in_policy::{edit_sign_in_policy, sign_in_policy};
