//! Parts that the two views of the log share.

mod entry;
mod filter;
mod log;
mod settings_form;
mod wishes;

pub use log::{ExportLink, Log};
pub use settings_form::SettingsForm;
pub use wishes::asked;
