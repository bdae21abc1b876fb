//! Organisations that cannot be used: suspended by the operator, or deleted and waiting to be purged.

use serde::{Deserialize, Serialize};

use crate::error::{AppError, FieldErrors};
use crate::ids::OrganizationId;

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

/// A closed organisation, as its people are told of it.
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

    /// The same as an error for whoever acts in it.
    pub fn error(&self) -> AppError {
        AppError::Closed { message: self.sentence() }
    }
}

/// What the operator sends to suspend an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuspendOrganization {
    pub organization: OrganizationId,
    #[serde(default)]
    pub reason: String,
}

/// What the operator sends to delete an organisation: its name, typed once more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteOrganization {
    pub organization: OrganizationId,
    #[serde(default)]
    pub confirmation: String,
}

/// Names one organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneOrganization {
    pub organization: OrganizationId,
}

/// A reason of 1 to 500 characters on one line; its readers are the people of the organisation.
pub fn suspension_reason(text: &str) -> Result<String, FieldErrors> {
    let reason = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match reason.chars().count() {
        0 => Err(FieldErrors::of("reason", "Say why: the people of the organisation will read it.")),
        1..=500 => Ok(reason),
        _ => Err(FieldErrors::of("reason", "Use at most 500 characters.")),
    }
}

/// Whether what was typed is the organisation's name, give or take the spaces around it.
pub fn confirms_name(name: &str, typed: &str) -> Result<(), FieldErrors> {
    if typed.trim() == name.trim() {
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
        for typed in ["", "bright & co", "Bright"] {
            assert!(confirms_name("Bright & Co", typed).unwrap_err().get("confirmation").is_some(), "{typed}");
        }
    }
}
