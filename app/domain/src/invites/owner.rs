//! Owner invitations: what the operator's form sends, what its list shows, and what the invited person sees.

use serde::{Deserialize, Serialize};

use super::{InviteState, hours};
use crate::accounts::EmailAddress;
use crate::error::FieldErrors;
use crate::ids::{OrganizationId, OwnerInviteId};
use crate::moment::Moment;
use crate::values::{AgentName, OrganizationName, PROMPT_MAX, Prose, number};

/// The most seats that an invitation can promise.
const MOST_SEATS: i32 = 100_000;
/// The most extra features beyond the plan's.
const MOST_FEATURES: usize = 20;

/// What the form for one invitation sends. Every field may be missing, because a row of a sheet may lack it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InviteOwner {
    pub email: String,
    pub organization: String,
    /// A plan's key; empty for the free one.
    pub tier: String,
    /// Seats in place of the plan's; empty keeps the plan's.
    pub seats: String,
    /// Extra features beyond the plan's, separated by spaces or commas.
    pub features: String,
    /// The welcome agent's name; empty for the default.
    pub agent_name: String,
    /// The welcome agent's instructions; empty for the default.
    pub agent_prompt: String,
    /// How long the invitation is valid; empty for [`super::DEFAULT_HOURS`].
    pub hours: String,
}

/// An invitation that keeps every rule except one: only the server knows whether the plan exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerInviteSpec {
    pub email: EmailAddress,
    pub organization: OrganizationName,
    pub tier: String,
    pub seats: Option<i32>,
    pub features: Vec<String>,
    pub agent: WelcomeAgent,
    pub hours: i32,
}

/// Changes to the first agent; empty fields keep the defaults.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WelcomeAgent {
    pub name: Option<AgentName>,
    pub prompt: Option<Prose>,
}

impl InviteOwner {
    /// Checks each field.
    pub fn validate(&self) -> Result<OwnerInviteSpec, FieldErrors> {
        let mut errors = FieldErrors::new();
        let email = errors.check("email", EmailAddress::parse(&self.email));
        let organization = errors.check("organization", OrganizationName::parse(&self.organization));
        let seats = errors.check("seats", seats(&self.seats));
        let features = errors.check("features", features(&self.features));
        let name = errors.check("agent_name", AgentName::optional(&self.agent_name));
        let prompt = errors.check("agent_prompt", Prose::optional(&self.agent_prompt, PROMPT_MAX));
        let hours = errors.check("hours", hours(&self.hours));
        let tier = Some(self.tier.trim()).filter(|tier| !tier.is_empty()).unwrap_or("free").to_ascii_lowercase();
        let who = email.zip(organization);
        let what = seats.zip(features).zip(name.zip(prompt)).zip(hours);
        errors.into_result(who.zip(what).map(
            |((email, organization), (((seats, features), (name, prompt)), hours))| OwnerInviteSpec {
                email,
                organization,
                tier,
                seats,
                features,
                agent: WelcomeAgent { name, prompt },
                hours,
            },
        ))
    }
}

fn seats(text: &str) -> Result<Option<i32>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let seats = number::<i32>(text).filter(|seats| (1..=MOST_SEATS).contains(seats));
    seats.map(Some).ok_or_else(|| "Enter a whole number of seats, or leave this empty for the plan's.".to_owned())
}

fn features(text: &str) -> Result<Vec<String>, String> {
    let mut words: Vec<String> = text
        .split(|c: char| c == ',' || c == ';' || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.sort();
    words.dedup();
    let plain = |word: &String| {
        word.len() <= 31
            && word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    if words.len() <= MOST_FEATURES && words.iter().all(plain) {
        Ok(words)
    } else {
        Err("Use up to 20 words of letters, digits and underscores, such as white_label.".to_owned())
    }
}

/// What the form needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteTerms {
    pub plans: Vec<PlanChoice>,
}

/// A plan in the choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanChoice {
    pub key: String,
    pub name: String,
    /// None means unlimited.
    pub seats: Option<i32>,
}

/// Names one owner invitation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OneOwnerInvite {
    pub id: OwnerInviteId,
}

/// Which owner invitations to list; from the page's query string.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnerInviteQuery {
    /// Part of an address or of an organisation's name.
    pub search: String,
    /// A state's name; any other value lists all.
    pub state: String,
    /// From 1.
    pub page: u32,
}

/// An owner invitation in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerInviteRow {
    pub id: OwnerInviteId,
    pub email: String,
    pub organization: String,
    /// The plan's name.
    pub plan: String,
    pub state: InviteState,
    /// The delivery problem of the mail, if there is one.
    pub trouble: Option<String>,
    pub sent: Moment,
    pub expires: Moment,
    /// How often it was sent again.
    pub resent: i32,
    pub inviter: Option<String>,
    /// The organisation that was founded with it.
    pub founded: Option<OrganizationId>,
}

/// What the link of an owner invitation shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum OwnerInviteView {
    Live(LiveOwnerInvite),
    /// Already accepted.
    Used,
    Expired,
    Revoked,
    /// Never sent, tampered with, or replaced by a later mail.
    Unknown,
}

/// An owner invitation that can be accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveOwnerInvite {
    pub organization: String,
    pub email: String,
    pub plan: String,
    /// Whether the address has an account, so that signing in is the way to accept.
    pub has_account: bool,
    /// Whether it is for the viewer.
    pub is_yours: bool,
    /// Whether anybody is signed in in this browser.
    pub is_signed_in: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> InviteOwner {
        InviteOwner { email: " Nora@New.example ".into(), organization: "New  House".into(), ..InviteOwner::default() }
    }

    #[test]
    fn what_is_left_empty_is_as_usual() {
        let spec = form().validate().unwrap();
        assert_eq!((spec.email.as_str(), spec.organization.as_str()), ("nora@new.example", "New House"));
        assert_eq!((spec.tier.as_str(), spec.seats, spec.hours), ("free", None, super::super::DEFAULT_HOURS));
        assert_eq!(spec.agent, WelcomeAgent::default());
    }

    #[test]
    fn numbers_are_taken_in_the_digits_of_every_writing_system() {
        let spec = InviteOwner { seats: " １２".into(), hours: "٧٢ ".into(), ..form() }.validate().unwrap();
        assert_eq!((spec.seats, spec.hours), (Some(12), 72));
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let bad = InviteOwner {
            email: "x".into(),
            organization: "A\u{7}".into(),
            seats: "0".into(),
            features: "White-Label".into(),
            agent_name: "x".repeat(81),
            hours: "9000".into(),
            ..InviteOwner::default()
        };
        let errors = bad.validate().unwrap_err();
        for field in ["email", "organization", "seats", "features", "agent_name", "hours"] {
            assert!(errors.get(field).is_some(), "{field}");
        }
    }

    #[test]
    fn features_are_words_each_once() {
        let spec = InviteOwner { features: "white_label, api2 API2".into(), ..form() }.validate().unwrap();
        assert_eq!(spec.features, ["api2", "white_label"]);
    }
}
