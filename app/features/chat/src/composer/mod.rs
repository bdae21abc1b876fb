//! Where a person writes: the composer's state, its drafts, and its form.

mod form;
mod state;

pub use form::ComposerForm;
pub use state::{Composer, Outgoing};
