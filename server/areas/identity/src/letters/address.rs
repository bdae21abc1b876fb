//! Letters that verify an address, or that a known address gets.

use mail::{Field, Letter, Sheet, sheet};

use super::{once, safety};

/// To a new person: verifies their address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyEmail {
    pub name: String,
    pub link: String,
    /// Ends the sentence "The link works once and expires …", for instance with "in 1 hour".
    pub expires_text: String,
}

impl Letter for VerifyEmail {
    fn kind(&self) -> &'static str {
        "verify_email"
    }

    fn sheet(&self) -> Sheet {
        sheet!("verify_email", "Confirm your address, and your account is ready.", "Confirm address")
    }

    fn subject(&self, brand: &str) -> String {
        format!("Confirm your email address for {brand}")
    }

    fn fields(&self) -> Vec<Field<'_>> {
        once(&self.name, &self.link, &self.expires_text)
    }
}

/// To the holder of an address that signs up again; the sign-up form itself never tells who has an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlreadyRegistered {
    pub name: String,
    pub sign_in_link: String,
    pub reset_link: String,
}

impl Letter for AlreadyRegistered {
    fn kind(&self) -> &'static str {
        "already_registered"
    }

    fn sheet(&self) -> Sheet {
        sheet!("already_registered", "There is nothing to set up: just sign in.", "Sign in")
    }

    fn subject(&self, brand: &str) -> String {
        format!("You already have a {brand} account")
    }

    fn fields(&self) -> Vec<Field<'_>> {
        vec![
            Field::words("name", &self.name),
            Field::link("link", &self.sign_in_link),
            Field::link("reset_link", &self.reset_link),
        ]
    }
}

/// To the new address, before a change takes effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmNewEmail {
    pub name: String,
    pub link: String,
    /// Ends the sentence "The link works once and expires …", for instance with "in 1 hour".
    pub expires_text: String,
}

impl Letter for ConfirmNewEmail {
    fn kind(&self) -> &'static str {
        "confirm_new_email"
    }

    fn sheet(&self) -> Sheet {
        sheet!("confirm_new_email", "Your old address stays in use until you confirm.", "Confirm new address")
    }

    fn subject(&self, brand: &str) -> String {
        format!("Confirm your new email address for {brand}")
    }

    fn fields(&self) -> Vec<Field<'_>> {
        once(&self.name, &self.link, &self.expires_text)
    }
}

/// To the old address, once the change has taken effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailChanged {
    pub name: String,
    pub new_address: String,
    pub when_text: String,
}

impl Letter for EmailChanged {
    fn kind(&self) -> &'static str {
        "email_changed"
    }

    fn sheet(&self) -> Sheet {
        sheet!("email_changed", "You can no longer sign in with this address.", "")
    }

    fn subject(&self, brand: &str) -> String {
        format!("Your {brand} email address was changed")
    }

    fn fields(&self) -> Vec<Field<'_>> {
        vec![
            Field::words("name", &self.name),
            Field::words("new_address", &self.new_address),
            Field::words("when_text", &self.when_text),
        ]
    }

    fn reason(&self, brand: &str) -> String {
        safety(brand)
    }
}
