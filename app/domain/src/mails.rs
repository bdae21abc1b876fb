//! Mails as the operator's mailbox shows them.

use serde::{Deserialize, Serialize};

use crate::ids::MailId;
use crate::moment::Moment;

/// Where a mail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailStatus {
    /// Waits for delivery or for the next try.
    Queued,
    Sending,
    Sent,
    /// Given up; the last error says why.
    Failed,
    /// No SMTP server is configured: it stands in the mailbox only.
    Kept,
}

impl std::str::FromStr for MailStatus {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "queued" => Ok(Self::Queued),
            "sending" => Ok(Self::Sending),
            "sent" => Ok(Self::Sent),
            "failed" => Ok(Self::Failed),
            "kept" => Ok(Self::Kept),
            other => Err(format!("unknown mail status {other}")),
        }
    }
}

/// A mail in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailRow {
    pub id: MailId,
    pub recipient: String,
    pub subject: String,
    pub kind: String,
    pub status: MailStatus,
    pub attempts: i32,
    pub last_error: Option<String>,
    pub created: Moment,
}

/// One page of the mailbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailboxPage {
    pub mails: Vec<MailRow>,
    pub total: u32,
    pub page: u32,
    pub pages: u32,
    /// Whether mails leave the house at all.
    pub smtp_configured: bool,
}

/// A mail opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailView {
    pub row: MailRow,
    pub text: String,
    pub html: String,
}

/// Names one mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneMail {
    pub id: MailId,
}

/// Which page of the mailbox, from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailQuery {
    #[serde(default)]
    pub page: u32,
}
