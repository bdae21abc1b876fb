//! Organisations: their settings and who belongs to them.

mod members;
mod settings;

pub use members::members;
pub use settings::{edit, settings};
