//! The audit log: how readers query it, and what they see.

use serde::{Deserialize, Serialize};

use domain::error::FieldErrors;
use domain::moment::Moment;
use domain::pages::Page;
use domain::values::number;

/// The shortest and the longest time that entries are kept, in days.
pub const RETENTION_DAYS: (u32, u32) = (30, 3650);

/// Which entries to show; from the page's query string, where an empty value sets no filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditQuery {
    /// Words to find in the action, its target and the changed values.
    #[serde(default)]
    pub search: String,
    /// One action, or an area with a dot at its end: `agents.edit`, `agents.`
    #[serde(default)]
    pub action: String,
    /// A part of the name or address of who did it.
    #[serde(default)]
    pub actor: String,
    /// First and last day, `2026-11-22`, in the reader's time zone.
    #[serde(default)]
    pub from: String,
    #[serde(default)]
    pub until: String,
    /// Where the page before this one ended.
    #[serde(default)]
    pub before: String,
}

impl AuditQuery {
    /// Whether any filter is set.
    pub fn is_filtered(&self) -> bool {
        [&self.search, &self.action, &self.actor, &self.from, &self.until].iter().any(|word| !word.trim().is_empty())
    }
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doer {
    /// By name, if the reader may know it.
    Person(String),
    /// Somebody who is no longer in the organisation.
    Former,
    Operator(Option<String>),
    /// The platform itself.
    Platform,
}

impl Doer {
    /// The text that the list shows.
    pub fn label(&self) -> String {
        match self {
            Self::Person(name) => name.clone(),
            Self::Former => "Former member".to_owned(),
            Self::Operator(Some(name)) => format!("{name} (operator)"),
            Self::Operator(None) => "Operator".to_owned(),
            Self::Platform => "The platform".to_owned(),
        }
    }
}

/// A changed field, with its old and new value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub field: String,
    /// Empty where there is no old value.
    pub before: Option<String>,
    pub after: Option<String>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    pub id: uuid::Uuid,
    pub at: Moment,
    pub doer: Doer,
    /// The person in whose place it was done, while somebody was viewed as.
    pub in_place_of: Option<String>,
    /// The action as text for people.
    pub what: String,
    /// The action as the log stores it, `area.verb`.
    pub action: String,
    pub target: Option<String>,
    pub changes: Vec<Change>,
    pub request_id: Option<String>,
    pub address: Option<String>,
    /// Only in lists that mix entries of several organisations.
    pub organization: Option<String>,
}

/// One page of the log, the latest entry first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLog {
    pub page: Page<AuditRow>,
    /// Every action that the log may contain, for the filter, grouped by area.
    pub actions: Vec<ActionChoice>,
}

/// An action that the log may contain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionChoice {
    /// `area.verb`
    pub word: String,
    pub label: String,
}

/// The organisation's log settings, as the form sends them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditAuditSettings {
    /// Days.
    pub days: String,
    /// Whether the owners get a mail when the operator views as one of their people: "on", or absent.
    pub mail_on_impersonation: String,
}

impl EditAuditSettings {
    /// The retention in days, and whether to send mails.
    pub fn validate(&self) -> Result<(u32, bool), FieldErrors> {
        let (least, most) = RETENTION_DAYS;
        match number::<u32>(&self.days) {
            Some(days) if (least..=most).contains(&days) => Ok((days, !self.mail_on_impersonation.is_empty())),
            _ => Err(FieldErrors::of("days", format!("Enter a number of days from {least} to {most}."))),
        }
    }
}

/// The settings as their form shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditSettings {
    pub days: u32,
    pub mail_on_impersonation: bool,
    pub may_edit: bool,
}

/// Text for an action that no area registers any more, or for a whole area: `impersonation.start` as "Impersonation:
/// start".
pub fn action_label(action: &str) -> String {
    let (area, verb) = action.split_once('.').unwrap_or((action, ""));
    let area = area.replace(['_', '-'], " ").replace("organization", "organisation");
    let mut letters = area.chars().collect::<Vec<_>>();
    if let Some(first) = letters.first_mut() {
        *first = first.to_ascii_uppercase();
    }
    let area: String = letters.into_iter().collect();
    if verb.is_empty() { area } else { format!("{area}: {}", verb.replace(['_', '-', '.'], " ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_reads_as_words() {
        assert_eq!(action_label("impersonation.start"), "Impersonation: start");
        assert_eq!(action_label("api_keys.revoke_all"), "Api keys: revoke all");
        assert_eq!(action_label("organization.edit"), "Organisation: edit");
        assert_eq!(action_label("test"), "Test");
        assert_eq!(action_label(""), "");
    }

    #[test]
    fn retention_keeps_its_bounds() {
        let form = |days: &str| EditAuditSettings { days: days.into(), mail_on_impersonation: String::new() };
        assert_eq!(form(" 30 ").validate(), Ok((30, false)));
        assert_eq!(form("３0").validate(), Ok((30, false)));
        for days in ["29", "3651", "", "many", "-1"] {
            assert!(form(days).validate().unwrap_err().get("days").is_some(), "{days}");
        }
    }
}
