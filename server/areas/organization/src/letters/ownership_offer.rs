//! The letter that offers the ownership of an organisation.

use mail::{Field, Letter, Sheet, sheet};

/// To a member whom an owner offers the organisation; the link leads to the page that takes the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnershipOffer {
    pub name: String,
    pub owner: String,
    pub organization: String,
    pub link: String,
    pub expires_text: String,
}

impl Letter for OwnershipOffer {
    fn kind(&self) -> &'static str {
        "ownership_offer"
    }

    fn sheet(&self) -> Sheet {
        sheet!("ownership_offer", "Nothing changes until you accept.", "Look at the offer")
    }

    fn subject(&self, _brand: &str) -> String {
        format!("{} offers you {}", self.owner, self.organization)
    }

    fn fields(&self) -> Vec<Field<'_>> {
        vec![
            Field::words("name", &self.name),
            Field::words("owner", &self.owner),
            Field::words("organization", &self.organization),
            Field::link("link", &self.link),
            Field::words("expires_text", &self.expires_text),
        ]
    }

    fn reason(&self, brand: &str) -> String {
        format!("You get this mail because you are a member of {} on {brand}.", self.organization)
    }
}
