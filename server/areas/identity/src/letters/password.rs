//! Letters about passwords.

use mail::{Field, Letter, Sheet, sheet};

use super::{once, safety};

/// To a person who forgot the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResetPassword {
    pub name: String,
    pub link: String,
    /// Ends the sentence "The link works once and expires …", for instance with "in 1 hour".
    pub expires_text: String,
}

impl Letter for ResetPassword {
    fn kind(&self) -> &'static str {
        "reset_password"
    }

    fn sheet(&self) -> Sheet {
        sheet!("reset_password", "Choose a new password.", "Choose a new password")
    }

    fn subject(&self, brand: &str) -> String {
        format!("Reset your {brand} password")
    }

    fn fields(&self) -> Vec<Field<'_>> {
        once(&self.name, &self.link, &self.expires_text)
    }
}

/// After every change of password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordChanged {
    pub name: String,
    pub when_text: String,
    /// The sentence about API keys, which a new password leaves valid; empty where there are none.
    pub keys_text: String,
    /// Leads to the page that starts a reset, and holds no token.
    pub reset_link: String,
}

impl Letter for PasswordChanged {
    fn kind(&self) -> &'static str {
        "password_changed"
    }

    fn sheet(&self) -> Sheet {
        sheet!("password_changed", "If it was you, there is nothing left to do.", "It was not me")
    }

    fn subject(&self, brand: &str) -> String {
        format!("Your {brand} password was changed")
    }

    fn fields(&self) -> Vec<Field<'_>> {
        vec![
            Field::words("name", &self.name),
            Field::words("when_text", &self.when_text),
            Field::words("keys_text", &self.keys_text),
            Field::link("link", &self.reset_link),
        ]
    }

    fn reason(&self, brand: &str) -> String {
        safety(brand)
    }
}
