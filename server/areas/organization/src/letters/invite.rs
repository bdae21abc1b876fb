//! The letter that invites somebody into an organisation.

use mail::{Field, Letter, Sheet, sheet};

/// To a person invited into an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    pub organization: String,
    pub inviter: String,
    /// With its article, as in "an admin".
    pub role: String,
    pub link: String,
    /// Ends the sentence "The link works once and expires …", for instance with "in 1 hour".
    pub expires_text: String,
}

impl Letter for Invite {
    fn kind(&self) -> &'static str {
        "invite"
    }

    fn sheet(&self) -> Sheet {
        sheet!("invite", "Accept the invitation to join.", "Accept invitation")
    }

    fn subject(&self, _brand: &str) -> String {
        format!("{} invites you to {}", self.inviter, self.organization)
    }

    fn fields(&self) -> Vec<Field<'_>> {
        vec![
            Field::words("organization", &self.organization),
            Field::words("inviter", &self.inviter),
            Field::words("role", &self.role),
            Field::link("link", &self.link),
            Field::words("expires_text", &self.expires_text),
        ]
    }

    fn reason(&self, brand: &str) -> String {
        format!("You get this mail because {} entered this address at {brand}.", self.inviter)
    }
}
