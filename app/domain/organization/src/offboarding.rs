//! Leaving: an organisation's export, and its deletion, which can be undone for a while.

use serde::{Deserialize, Serialize};

use domain::accounts::Secret;
use domain::error::FieldErrors;
use domain::ids::{ExportId, OrganizationId};
use domain::moment::Moment;
use domain::values::reads_as;

/// How long an export can be downloaded, in days.
pub const EXPORT_DAYS: u32 = 7;

/// The state of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportStatus {
    Queued,
    Running,
    Ready,
    Failed,
    Expired,
}

impl ExportStatus {
    /// Whether it is still in progress.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Queued | Self::Running)
    }

    /// The text that people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Queued => "Waiting",
            Self::Running => "Being packed",
            Self::Ready => "Ready",
            Self::Failed => "Failed",
            Self::Expired => "Expired",
        }
    }
}

impl std::str::FromStr for ExportStatus {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "queued" => Ok(Self::Queued),
            "running" => Ok(Self::Running),
            "ready" => Ok(Self::Ready),
            "failed" => Ok(Self::Failed),
            "expired" => Ok(Self::Expired),
            other => Err(format!("{other} is no status of an export")),
        }
    }
}

/// An export in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportRow {
    pub id: ExportId,
    pub status: ExportStatus,
    /// Between 0 and 100.
    pub percent: u8,
    /// Its size in bytes, once it is ready.
    pub bytes: Option<u64>,
    pub created: Moment,
    /// Until when it can be downloaded.
    pub expires: Option<Moment>,
    /// The download's address, while it can be downloaded.
    pub link: Option<String>,
}

/// What the offboarding page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffboardingView {
    pub organization: String,
    /// The latest first.
    pub exports: Vec<ExportRow>,
}

/// What an owner sends to delete the organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CloseOrganization {
    /// The organisation's name, typed to confirm.
    pub confirmation: String,
    pub proof: Secret,
}

impl CloseOrganization {
    /// Refuses a name that is not the organisation's own.
    pub fn validate(&self, name: &str) -> Result<(), FieldErrors> {
        if reads_as(&self.confirmation, name) {
            return Ok(());
        }
        Err(FieldErrors::of("confirmation", format!("Type the name as it stands here: {name}")))
    }
}

/// An organisation that its owner deleted and can still bring back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletedOrganization {
    pub id: OrganizationId,
    pub name: String,
    pub deleted: Moment,
    /// When it is purged for good.
    pub purged: Moment,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_must_be_typed_as_it_stands() {
        let typed = |text: &str| CloseOrganization { confirmation: text.to_owned(), proof: Secret::default() };
        for same in [" Acme Ltd ", "Acme  Ltd", "Acme\u{a0}Ltd", "Ａcme Ltd"] {
            assert!(typed(same).validate("Acme Ltd").is_ok(), "{same:?}");
        }
        for wrong in ["", "acme ltd", "Acme", "Acme Ltd."] {
            assert!(typed(wrong).validate("Acme Ltd").unwrap_err().get("confirmation").is_some(), "{wrong:?}");
        }
    }
}
