//! Letters about how a person signs in.

use mail::{Field, Letter, Sheet, sheet};

use super::safety;

/// After every other change in how a person signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityNotice {
    pub name: String,
    /// A whole sentence.
    pub what: String,
    pub when_text: String,
    pub link: String,
}

impl Letter for SecurityNotice {
    fn kind(&self) -> &'static str {
        "security_notice"
    }

    fn sheet(&self) -> Sheet {
        sheet!("security_notice", "If it was you, there is nothing left to do.", "Look at my account")
    }

    fn subject(&self, brand: &str) -> String {
        format!("A change in how you sign in to {brand}")
    }

    fn fields(&self) -> Vec<Field<'_>> {
        vec![
            Field::words("name", &self.name),
            Field::words("what", &self.what),
            Field::words("when_text", &self.when_text),
            Field::link("link", &self.link),
        ]
    }

    fn reason(&self, brand: &str) -> String {
        safety(brand)
    }
}

/// After a sign-in on a device that was never used for it; `device` and `address` in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDevice {
    pub name: String,
    pub device: String,
    pub address: String,
    pub when_text: String,
    pub link: String,
}

impl Letter for NewDevice {
    fn kind(&self) -> &'static str {
        "new_device"
    }

    fn sheet(&self) -> Sheet {
        sheet!("new_device", "If it was you, there is nothing left to do.", "Look at my devices")
    }

    fn subject(&self, brand: &str) -> String {
        format!("A sign-in to {brand} on a new device")
    }

    fn fields(&self) -> Vec<Field<'_>> {
        vec![
            Field::words("name", &self.name),
            Field::words("device", &self.device),
            Field::words("address", &self.address),
            Field::words("when_text", &self.when_text),
            Field::link("link", &self.link),
        ]
    }

    fn reason(&self, brand: &str) -> String {
        safety(brand)
    }
}
