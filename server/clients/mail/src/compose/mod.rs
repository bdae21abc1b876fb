//! Turns a [`Letter`] and a [`Brand`] into subject, HTML and text. Pure: no clock, no network, no files at run time.

mod brand;
mod letter;
mod sheet;
mod template;

pub use brand::Brand;
pub use letter::{Field, Letter, Sample};
pub use sheet::Sheet;

/// A letter ready for an [`Envelope`](crate::Envelope).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    /// One line, unencoded.
    pub subject: String,
    /// A whole HTML document without scripts, web fonts or tracking.
    pub html: String,
    /// The same in plain text, written by hand.
    pub text: String,
}
