//! The audit log as its readers ask for it and see it.

use serde::{Deserialize, Serialize};

use domain::error::FieldErrors;
use domain::moment::Moment;
use domain::pages::Page;

/// The shortest and the longest time that entries are kept, in days.
pub const RETENTION_DAYS: (u32, u32) = (30, 3650);

/// Which entries; from the page's query string, where an empty word asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditQuery {
    /// Words in what was done, to what, and in what changed.
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
    /// Whether anything is asked for but the latest entries.
    pub fn is_filtered(&self) -> bool {
        [&self.search, &self.action, &self.actor, &self.from, &self.until].iter().any(|word| !word.trim().is_empty())
    }
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doer {
    /// By name, as far as the reader may know it.
    Person(String),
    /// Somebody who is no longer in the organisation.
    Former,
    Operator(Option<String>),
    /// The platform itself.
    Platform,
}

impl Doer {
    /// As it stands in the list.
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

/// One thing that became another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub field: String,
    /// Empty where there was nothing to compare with.
    pub before: Option<String>,
    pub after: Option<String>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    pub id: uuid::Uuid,
    pub at: Moment,
    pub doer: Doer,
    /// In whose place, if in somebody's.
    pub in_place_of: Option<String>,
    /// What was done, in words.
    pub what: String,
    /// The same as the log's own word, `area.verb`.
    pub action: String,
    pub target: Option<String>,
    pub changes: Vec<Change>,
    pub request_id: Option<String>,
    pub address: Option<String>,
    /// Only where entries of several organisations stand together.
    pub organization: Option<String>,
}

/// The log, a stretch at a time, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLog {
    pub page: Page<AuditRow>,
    /// Everything that the log may tell of, for the filter; what belongs together stands together.
    pub actions: Vec<ActionChoice>,
}

/// Something that the log may tell of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionChoice {
    /// `area.verb`
    pub word: String,
    pub label: String,
}

/// How the organisation's log is kept, as the form sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditAuditSettings {
    /// Days.
    pub days: String,
    /// Whether the owners get a mail when the operator views as one of their people: "on", or absent.
    pub mail_on_impersonation: String,
}

impl EditAuditSettings {
    /// The days and the wish for mails.
    pub fn validate(&self) -> Result<(u32, bool), FieldErrors> {
        let (least, most) = RETENTION_DAYS;
        match self.days.trim().parse::<u32>() {
            Ok(days) if (least..=most).contains(&days) => Ok((days, !self.mail_on_impersonation.is_empty())),
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

/// An action in words that no area has any more, or a whole area: `impersonation.start` as "Impersonation: start".
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
        for days in ["29", "3651", "", "many", "-1"] {
            assert!(form(days).validate().unwrap_err().get("days").is_some(), "{days}");
        }
    }
}
