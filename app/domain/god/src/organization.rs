//! One organisation as the operator sees it: the page's header, and the content of one tab.

use serde::{Deserialize, Serialize};

use super::TierChoice;
use crate::mails::MailRow;
use domain::error::FieldErrors;
use domain::ids::{NoteId, OrganizationId, UserId};
use domain::moment::Moment;
use domain::organizations::OrganizationState;
use domain::pages::Place;
use domain::permissions::Role;
use domain::values::Prose;

/// A part of the organisation's page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationTab {
    #[default]
    Usage,
    Members,
    Invites,
    Audit,
    Jobs,
    Mails,
    Subscription,
    Notes,
}

impl OrganizationTab {
    /// Every tab in the order of the page.
    pub const ALL: [Self; 8] = [
        Self::Usage,
        Self::Members,
        Self::Invites,
        Self::Audit,
        Self::Jobs,
        Self::Mails,
        Self::Subscription,
        Self::Notes,
    ];

    /// The tab's name in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Usage => "usage",
            Self::Members => "members",
            Self::Invites => "invites",
            Self::Audit => "audit",
            Self::Jobs => "jobs",
            Self::Mails => "mails",
            Self::Subscription => "subscription",
            Self::Notes => "notes",
        }
    }

    /// The tab's label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Usage => "Usage",
            Self::Members => "Members",
            Self::Invites => "Invitations",
            Self::Audit => "Audit trail",
            Self::Jobs => "Jobs",
            Self::Mails => "Mails",
            Self::Subscription => "Subscription",
            Self::Notes => "Notes",
        }
    }
}

impl std::str::FromStr for OrganizationTab {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|tab| tab.as_str() == text).ok_or_else(|| format!("no tab {text}"))
    }
}

/// Which organisation and which tab; from the page's address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OneOrganizationQuery {
    pub id: OrganizationId,
    pub tab: OrganizationTab,
    /// From 1, for the tabs that are lists.
    pub page: u32,
}

/// The header of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationHead {
    pub id: OrganizationId,
    pub name: String,
    /// Where its logo is, if it has one.
    pub logo: Option<String>,
    pub slug: String,
    pub state: OrganizationState,
    pub suspended: Option<Moment>,
    pub suspended_reason: Option<String>,
    pub deleted: Option<Moment>,
    pub tier: TierChoice,
    pub tiers: Vec<TierChoice>,
    pub owner_email: Option<String>,
    pub created: Moment,
    pub last_activity: Option<Moment>,
    pub members: i32,
    pub mrr_cents: i32,
    /// Of the last 30 days, as are the next two.
    pub conversations: i64,
    pub messages: i64,
    pub cost_microcents: i64,
    pub storage_bytes: i64,
}

/// The page of one organisation, with one tab open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationView {
    pub head: OrganizationHead,
    pub content: TabContent,
    /// The position of the tab's list page.
    pub place: Place,
}

/// The content of a tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TabContent {
    /// The last 30 days.
    Usage(Vec<UsageDay>),
    Members(Vec<MemberRow>),
    Invites(Vec<InviteRow>),
    Audit(Vec<AuditRow>),
    Jobs(Vec<JobRow>),
    Mails(Vec<MailRow>),
    Subscription(Vec<SubscriptionRow>),
    Notes(Vec<Note>),
}

/// One day of use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageDay {
    /// "3 Nov".
    pub label: String,
    pub conversations: i64,
    pub messages: i64,
    pub active_members: i64,
    pub cost_microcents: i64,
    pub input_tokens: i64,
    pub output_tokens: i64,
}

/// A member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberRow {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub joined: Moment,
}

/// An invitation and its state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteRow {
    pub email: String,
    pub role: Role,
    pub state: InviteState,
    pub sent: Moment,
    pub expires: Moment,
}

/// The state of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InviteState {
    Open,
    Accepted,
    Revoked,
    Expired,
}

/// One row of the audit trail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    pub at: Moment,
    pub action: String,
    /// Who did it; none for the platform itself.
    pub actor: Option<String>,
    /// The person in whose place it was done, while somebody was viewed as.
    pub subject: Option<String>,
    /// What changed, as it was written.
    pub detail: String,
}

/// The state of a job in the queue; finished jobs leave the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Not due yet, or due again after a failed try.
    Waiting,
    Running,
    /// Every try failed; it is not retried automatically.
    GivenUp,
}

/// A queued job that belongs to the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobRow {
    /// The kind of job, such as `send_mail`.
    pub task: String,
    pub state: JobState,
    pub attempts: i16,
    pub max_attempts: i16,
    /// When it is due, or was.
    pub due: Moment,
    pub last_error: Option<String>,
}

/// A period on a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionRow {
    pub plan: String,
    pub price_cents: i32,
    pub is_stripe: bool,
    pub started: Moment,
    /// None while it runs.
    pub ended: Option<Moment>,
}

/// The operator's note about the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub id: NoteId,
    pub text: String,
    pub author: Option<String>,
    pub at: Moment,
}

/// A note as its form sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewNote {
    pub organization: OrganizationId,
    pub text: String,
}

impl NewNote {
    /// The text, of 1 to 4,000 characters.
    pub fn validate(&self) -> Result<Prose, FieldErrors> {
        let text = Prose::plain(&self.text, 4_000).map_err(|message| FieldErrors::of("text", message))?;
        text.ok_or_else(|| FieldErrors::of("text", "Write what is to be remembered."))
    }
}

/// Names one note.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OneNote {
    pub id: NoteId,
}

/// What the form that changes the tier sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeTier {
    pub organization: OrganizationId,
    /// The key of a plan.
    pub tier: String,
}
