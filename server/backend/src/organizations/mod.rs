//! Organisations: their settings and who belongs to them.

mod hold;
mod members;
mod settings;

pub(crate) use hold::hold;
pub use members::members;
pub use settings::{edit, settings};
