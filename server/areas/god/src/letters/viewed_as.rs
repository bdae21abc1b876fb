//! The letter that says that the operator is impersonating somebody.

use mail::{Field, Letter, Sheet, sheet};

/// To the owners of an organisation, when the operator begins to view it as one of its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewedAs {
    pub name: String,
    pub organization: String,
    pub operator: String,
    pub person: String,
    pub reason: String,
    pub when_text: String,
    pub link: String,
}

impl Letter for ViewedAs {
    fn kind(&self) -> &'static str {
        "viewed_as"
    }

    fn sheet(&self) -> Sheet {
        sheet!("viewed_as", "For an hour at most, and for the reason given.", "Open the audit log")
    }

    fn subject(&self, brand: &str) -> String {
        format!("The operator of {brand} is viewing {}", self.organization)
    }

    fn fields(&self) -> Vec<Field<'_>> {
        vec![
            Field::words("name", &self.name),
            Field::words("organization", &self.organization),
            Field::words("operator", &self.operator),
            Field::words("person", &self.person),
            Field::words("why", &self.reason),
            Field::words("when_text", &self.when_text),
            Field::link("link", &self.link),
        ]
    }

    fn reason(&self, brand: &str) -> String {
        format!("You get this mail because you own {} at {brand}. Its audit settings turn it off.", self.organization)
    }
}
