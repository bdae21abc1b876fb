//! The operator viewing as somebody: what the form sends, and what the banner shows.

use serde::{Deserialize, Serialize};

use crate::accounts::{Secret, given_proof, local_path};
use crate::error::FieldErrors;
use crate::ids::{OrganizationId, UserId};
use crate::permissions::Role;
use crate::values::Reason;

/// How long one view lasts at most.
pub const LONGEST_MINUTES: u32 = 60;
/// Where the operator starts and returns to by default.
pub const GOD_START: &str = "/god-dashboard";

/// What the operator sends to view as somebody.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ViewAs {
    pub organization: OrganizationId,
    /// The person's id.
    pub subject: String,
    pub reason: String,
    /// The operator's own password again, or a code of their authenticator app.
    pub proof: Secret,
    /// The page that the exit leads back to.
    pub return_to: String,
}

/// A valid form.
#[derive(Debug, Clone)]
pub struct ViewAsSpec {
    pub organization: OrganizationId,
    pub subject: UserId,
    pub reason: Reason,
    pub proof: Secret,
    pub return_to: String,
}

impl ViewAs {
    /// Checks each field; the return path stays on this site.
    pub fn validate(&self) -> Result<ViewAsSpec, FieldErrors> {
        let mut errors = FieldErrors::new();
        let subject = errors.check("subject", self.subject.parse().map_err(|_| "Choose a person.".to_owned()));
        let reason = errors.check("reason", reason(&self.reason));
        let proof = errors.check("proof", given_proof(&self.proof));
        let back = local_path(&self.return_to);
        let spec = subject.zip(reason).zip(proof).map(|((subject, reason), proof)| ViewAsSpec {
            organization: self.organization,
            subject,
            reason,
            proof,
            return_to: if back == "/" { GOD_START.to_owned() } else { back.to_owned() },
        });
        errors.into_result(spec)
    }
}

/// A reason of 5 to 500 characters on one line.
fn reason(text: &str) -> Result<Reason, String> {
    match Reason::optional(text)? {
        Some(reason) if reason.chars().count() >= 5 => Ok(reason),
        _ => Err("Say why, in a few words: the organisation will read it.".to_owned()),
    }
}

/// The people whom the operator can view as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewAsChoice {
    pub organization: String,
    /// Owners first; no operators.
    pub people: Vec<ViewAsPerson>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewAsPerson {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub role: Role,
}

/// What the banner shows while the operator views as somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewingAs {
    pub organization: String,
    pub person: String,
    /// The operator, who sits at the keyboard.
    pub operator: String,
    /// Seconds until it ends by itself, counted from this answer.
    pub seconds_left: u32,
}

/// Seconds as minutes and seconds: "59:07".
pub fn time_left(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> ViewAs {
        ViewAs {
            organization: OrganizationId(uuid::Uuid::from_u128(1)),
            subject: uuid::Uuid::from_u128(2).to_string(),
            reason: " Ticket 12:\n cannot save ".to_owned(),
            proof: Secret::new("my password"),
            return_to: "/god-dashboard/organizations/1?tab=members".to_owned(),
        }
    }

    #[test]
    fn a_good_form_passes_with_its_reason_on_one_line() {
        let spec = form().validate().unwrap();
        assert_eq!(spec.reason, "Ticket 12: cannot save");
        assert_eq!(spec.return_to, "/god-dashboard/organizations/1?tab=members");
    }

    #[test]
    fn every_missing_field_is_named_at_once() {
        let empty = ViewAs { subject: String::new(), reason: "help".into(), proof: Secret::new(""), ..form() };
        let errors = empty.validate().unwrap_err();
        for field in ["subject", "reason", "proof"] {
            assert!(errors.get(field).is_some(), "{field}");
        }
    }

    #[test]
    fn the_way_back_never_leaves_the_site() {
        for odd in ["https://evil.example", "//evil.example", ""] {
            let spec = ViewAs { return_to: odd.into(), ..form() }.validate().unwrap();
            assert_eq!(spec.return_to, GOD_START, "{odd}");
        }
    }

    #[test]
    fn time_is_told_as_a_clock_would() {
        assert_eq!(time_left(3600), "60:00");
        assert_eq!(time_left(61), "1:01");
        assert_eq!(time_left(9), "0:09");
    }
}
