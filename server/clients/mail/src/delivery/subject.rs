//! The subject, encoded so that it arrives as it was typed: lettre encodes only non-ASCII text, and leaves text alone
//! that a reader would decode or trim.

use std::error::Error;

use email_encoding::headers::{rfc2047, writer::EmailWriter};
use lettre::message::header::{Header, HeaderName, HeaderValue};

const NAME: &str = "Subject";
/// Lines are folded at spaces; a longer word would make a line longer than mail servers take.
const MAX_WORD: usize = 900;

/// The `Subject` header of a text on one line.
#[derive(Clone)]
pub struct Subject(String);

impl Subject {
    /// Encodes where necessary; the caller has checked that it is one line.
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Whether plain ASCII would arrive changed: it looks encoded, has spaces that folding would drop, or a word that
    /// cannot be folded.
    fn is_deceptive(&self) -> bool {
        let Self(text) = self;
        text.contains("=?")
            || text.contains("  ")
            || text.trim() != text
            || text.split(' ').any(|word| word.len() > MAX_WORD)
    }
}

impl Header for Subject {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str(NAME)
    }

    fn parse(text: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self::new(text))
    }

    fn display(&self) -> HeaderValue {
        let mut encoded = String::new();
        let begun = NAME.len() + ": ".len();
        let is_encoded = self.is_deceptive()
            && rfc2047::encode(&self.0, &mut EmailWriter::new(&mut encoded, begun, 0, false)).is_ok();
        if is_encoded {
            return HeaderValue::dangerous_new_pre_encoded(Self::name(), self.0.clone(), encoded);
        }
        HeaderValue::new(Self::name(), self.0.clone())
    }
}
