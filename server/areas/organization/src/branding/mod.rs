//! The branding of an organisation: its looks and texts.

mod demo;
mod picture;
mod settings;
mod shown;

pub(crate) use demo::demo;
pub use picture::{FAVICONS, LOGOS, may_upload, remove_picture, upload};
pub use settings::{branding, edit};
pub use shown::shown;
