//! The letter that invites somebody to open an organisation.

use mail::{Field, Letter, Sheet, sheet};

/// To a person whom the platform invites to open an organisation of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerInvite {
    pub organization: String,
    pub link: String,
    /// Ends the sentence "The link works once and expires …", for instance with "in 1 hour".
    pub expires_text: String,
}

impl Letter for OwnerInvite {
    fn kind(&self) -> &'static str {
        "owner_invite"
    }

    fn sheet(&self) -> Sheet {
        sheet!("owner_invite", "Choose a password, and your organisation is ready.", "Open your organisation")
    }

    fn subject(&self, brand: &str) -> String {
        format!("Your invitation to open {} on {brand}", self.organization)
    }

    fn fields(&self) -> Vec<Field<'_>> {
        vec![
            Field::words("organization", &self.organization),
            Field::link("link", &self.link),
            Field::words("expires_text", &self.expires_text),
        ]
    }

    fn reason(&self, brand: &str) -> String {
        format!("You get this mail because the operator of {brand} entered this address.")
    }
}
