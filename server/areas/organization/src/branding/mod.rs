//! How an organisation looks and sounds to its people.

mod picture;
mod settings;
mod shown;

pub use picture::{may_upload, remove_picture, upload};
pub use settings::{branding, edit};
pub use shown::shown;
