//! An organisation's branding: its pictures, mail sender and welcome text.

use serde::{Deserialize, Serialize};

use domain::error::FieldErrors;
use domain::values::{Prose, SenderName, compatible};

/// The longest sender name, in characters.
pub const SENDER_NAME_MAX: usize = SenderName::MOST;
/// The longest welcome text, in characters.
pub const WELCOME_TEXT_MAX: usize = 280;

/// What the branding page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branding {
    pub organization: String,
    /// The logo's address, if there is a logo.
    pub logo: Option<String>,
    pub favicon: Option<String>,
    /// `#rrggbb`
    pub accent: String,
    pub words: EditBranding,
    pub may_edit: bool,
}

/// What the form of the branding page sends; an empty field means the platform's default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditBranding {
    /// The name in front of the sender's address.
    pub sender_name: String,
    /// Greets members where a conversation begins.
    pub welcome_text: String,
}

/// Branding texts that keep every rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandingSpec {
    pub sender_name: Option<SenderName>,
    pub welcome_text: Option<Prose>,
}

impl EditBranding {
    /// Checks each field.
    pub fn validate(&self) -> Result<BrandingSpec, FieldErrors> {
        let mut errors = FieldErrors::new();
        let sender_name = errors.check("sender_name", sender_name(&self.sender_name));
        let welcome_text = errors.check("welcome_text", Prose::plain(&self.welcome_text, WELCOME_TEXT_MAX));
        let spec = sender_name.zip(welcome_text);
        errors.into_result(spec.map(|(sender_name, welcome_text)| BrandingSpec { sender_name, welcome_text }))
    }
}

/// A name for a mail's sender; none keeps the organisation's own name.
fn sender_name(text: &str) -> Result<Option<SenderName>, String> {
    let name = SenderName::optional(text)?;
    // An address in the name would make a mail look as if it came from that address.
    if name.as_deref().is_some_and(|name| compatible(name).contains(['@', '<', '>', '"'])) {
        return Err("Use letters, digits and spaces; no @, quotes or angle brackets.".to_owned());
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(sender_name: &str, welcome_text: &str) -> EditBranding {
        EditBranding { sender_name: sender_name.to_owned(), welcome_text: welcome_text.to_owned() }
    }

    #[test]
    fn empty_words_are_the_platforms_own() {
        let spec = form("  ", "\n").validate().unwrap();
        assert_eq!(spec, BrandingSpec { sender_name: None, welcome_text: None });
    }

    #[test]
    fn a_sender_name_cannot_pretend_to_be_an_address() {
        for name in ["bank@bank.example", "A <b>", "\"A\"", "A\0", "Ｂank＠bank.example"] {
            assert!(form(name, "").validate().unwrap_err().get("sender_name").is_some(), "{name:?}");
        }
        assert_eq!(form(" Olivia & Team ", "").validate().unwrap().sender_name.unwrap(), "Olivia & Team");
    }

    #[test]
    fn every_field_that_is_too_long_is_named() {
        let errors = form(&"x".repeat(61), &"x".repeat(281)).validate().unwrap_err();
        assert!(errors.get("sender_name").is_some() && errors.get("welcome_text").is_some());
    }
}
