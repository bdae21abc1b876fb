//! Where a person writes: the state of the composer, its drafts, and its form.

mod form;
mod state;

pub use form::ComposerForm;
pub use state::{Composer, Outgoing};
