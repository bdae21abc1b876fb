//! Organisations that cannot be used: suspended by the operator, or deleted and waiting to be purged.

use serde::{Deserialize, Serialize};

use crate::error::{AppError, FieldErrors};
use crate::ids::OrganizationId;
use crate::values::{Reason, reads_as};

/// How many days a deleted organisation can be restored.
pub const RESTORABLE_DAYS: u32 = 30;

/// Why an organisation is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Closure {
    /// By the operator, who says why.
    Suspended { reason: String },
    /// It can be restored until it is purged.
    Deleted,
}

/// A closed organisation, as its people see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedOrganization {
    pub id: OrganizationId,
    pub name: String,
    pub closure: Closure,
}

impl ClosedOrganization {
    /// What has happened, in one sentence.
    pub fn sentence(&self) -> String {
        let name = &self.name;
        match self.closure {
            Closure::Suspended { .. } => format!("{name} has been suspended by the operator of the platform."),
            Closure::Deleted => format!("{name} has been deleted."),
        }
    }

    /// The reason that the operator gave, if there is one.
    pub fn reason(&self) -> Option<&str> {
        match &self.closure {
            Closure::Suspended { reason } if !reason.is_empty() => Some(reason),
            Closure::Suspended { .. } | Closure::Deleted => None,
        }
    }

    /// The same as an error for anybody who acts in it.
    pub fn error(&self) -> AppError {
        AppError::Closed { message: self.sentence() }
    }
}

/// What the operator sends to suspend an organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SuspendOrganization {
    pub organization: OrganizationId,
    pub reason: String,
}

/// What the operator sends to delete an organisation: its name, typed to confirm.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteOrganization {
    pub organization: OrganizationId,
    pub confirmation: String,
}

/// Names one organisation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OneOrganization {
    pub organization: OrganizationId,
}

/// Why an organisation is suspended; the people of the organisation read it.
pub fn suspension_reason(text: &str) -> Result<Reason, FieldErrors> {
    if text.trim().is_empty() {
        return Err(FieldErrors::of("reason", "Say why: the people of the organisation will read it."));
    }
    Reason::parse(text).map_err(|message| FieldErrors::of("reason", message))
}

/// Checks that the typed text reads as the organisation's name.
pub fn confirms_name(name: &str, typed: &str) -> Result<(), FieldErrors> {
    if reads_as(name, typed) {
        Ok(())
    } else {
        Err(FieldErrors::of("confirmation", "Type the organisation's name exactly as it stands there."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_one_line_of_words() {
        assert_eq!(suspension_reason("  Unpaid\n invoice ").unwrap(), "Unpaid invoice");
        assert!(suspension_reason(" \n ").is_err());
        assert!(suspension_reason(&"x".repeat(501)).is_err());
    }

    #[test]
    fn only_the_very_name_confirms() {
        assert!(confirms_name("Bright & Co", " Bright & Co ").is_ok());
        // The stored name on the left; on the right, as the page shows it and people copy it.
        for (name, typed) in [
            ("Bright  &  Co", "Bright & Co"),
            ("Bright\u{a0}& Co", "Bright & Co"),
            ("Bright & Co", "Bright\u{a0}&\u{202f}Co"),
            ("Cafe\u{301} Zu\u{308}rich", "Café Zürich"),
            ("Café Zürich", "Cafe\u{301} Zu\u{308}rich"),
            ("Northwind\tAgency", "Northwind Agency"),
            ("\u{202e}Acme", "Acme"),
            ("Ａｃｍｅ", "Acme"),
        ] {
            assert!(confirms_name(name, typed).is_ok(), "{name:?} {typed:?}");
        }
        for typed in ["", "bright & co", "Bright"] {
            assert!(confirms_name("Bright & Co", typed).unwrap_err().get("confirmation").is_some(), "{typed}");
        }
    }
}
