//! Mails as the operator's mailbox shows them.

use serde::{Deserialize, Serialize};

use domain::accounts::Secret;
use domain::ids::MailId;
use domain::moment::Moment;
use domain::pages::Page;

/// Replaces the secret part at the end of a hidden link.
pub const HIDDEN: &str = "…";

/// The delivery state of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailStatus {
    /// Waits for delivery or for the next try.
    Queued,
    Sending,
    Sent,
    /// Given up; the last error says why.
    Failed,
    /// No SMTP server is configured: the mail is in the mailbox only.
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

/// The mailbox, a page at a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mailbox {
    pub page: Page<MailRow>,
    /// Whether mails are sent to an SMTP server at all.
    pub smtp_configured: bool,
    pub delivery: Delivery,
}

/// The delivery results of the last 30 days' mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    pub sent: i64,
    /// Given up.
    pub failed: i64,
    /// Not delivered yet.
    pub waiting: i64,
}

impl Delivery {
    /// The share of settled mails that was delivered: "99.4 %", rounded down so that only all is 100. None while nothing is settled.
    pub fn rate(&self) -> Option<String> {
        let settled = self.sent + self.failed;
        let per_mille = (self.sent * 1000).checked_div(settled)?;
        Some(format!("{}.{} %", per_mille / 10, per_mille % 10))
    }
}

/// A mail opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailView {
    pub row: MailRow,
    pub text: String,
    pub html: String,
    /// Whether links that open something were left out of both.
    pub hides_links: bool,
}

/// Asks to see the links of a mail, with a proof of identity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RevealMail {
    pub id: MailId,
    /// The operator's own password again, or a code of their authenticator app.
    pub proof: Secret,
}

/// Names one mail.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OneMail {
    pub id: MailId,
}

/// Which page of the mailbox, from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailQuery {
    #[serde(default)]
    pub page: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delivery_rate_of_a_hundred_means_all() {
        let rate = |sent, failed| Delivery { sent, failed, waiting: 3 }.rate();
        assert_eq!(rate(0, 0), None);
        assert_eq!(rate(1000, 0).as_deref(), Some("100.0 %"));
        assert_eq!(rate(9999, 1).as_deref(), Some("99.9 %"));
        assert_eq!(rate(0, 1).as_deref(), Some("0.0 %"));
    }
}
