//! Member invitations: what the form of an organisation sends and what its list shows.

use serde::{Deserialize, Serialize};

use super::{InviteState, hours};
use crate::accounts::EmailAddress;
use crate::error::FieldErrors;
use crate::ids::InviteId;
use crate::members::{MemberTier, Seats, TierNames};
use crate::moment::Moment;
use crate::pages::Page;
use crate::permissions::Role;

/// What the form that invites somebody to join sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InviteMember {
    pub email: String,
    pub role: String,
    /// A member tier's key; empty for the lowest.
    pub tier: String,
    /// How long the invitation is valid; empty for [`super::DEFAULT_HOURS`].
    pub hours: String,
    /// `mail` sends a mail, `link` only shows a link.
    pub by: String,
}

/// An invitation that keeps every rule; the server checks whether the inviter may give this role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InviteMemberSpec {
    pub email: EmailAddress,
    pub role: Role,
    pub tier: MemberTier,
    pub hours: i32,
    pub by_mail: bool,
}

impl InviteMember {
    /// Checks each field.
    pub fn validate(&self) -> Result<InviteMemberSpec, FieldErrors> {
        let mut errors = FieldErrors::new();
        let email = errors.check("email", EmailAddress::parse(&self.email));
        let role = errors.check("role", self.role.parse::<Role>());
        let tier = match self.tier.as_str() {
            "" => Some(MemberTier::Free),
            tier => errors.check("tier", tier.parse::<MemberTier>()),
        };
        let hours = errors.check("hours", hours(&self.hours));
        let by_mail = match self.by.as_str() {
            "" | "mail" => Some(true),
            "link" => Some(false),
            _ => errors.check("by", Err("Choose mail or link.".to_owned())),
        };
        let spec =
            email.zip(role).zip(tier).zip(hours.zip(by_mail)).map(|(((email, role), tier), (hours, by_mail))| {
                InviteMemberSpec { email, role, tier, hours, by_mail }
            });
        errors.into_result(spec)
    }
}

/// A new link, which can be shown only once; none when it was mailed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewInviteLink {
    pub email: String,
    pub link: Option<String>,
}

/// Names one invitation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OneInvite {
    pub id: InviteId,
}

/// Sends one invitation again, by mail or as a link to show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InviteAgain {
    pub id: InviteId,
    /// `link` shows a link, any other value sends a mail.
    pub by: String,
}

/// Which page of the open invitations, from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MemberInviteQuery {
    pub page: u32,
}

/// An open invitation in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberInviteRow {
    pub id: InviteId,
    pub email: String,
    pub role: Role,
    pub tier: MemberTier,
    pub state: InviteState,
    pub sent: Moment,
    pub expires: Moment,
    pub inviter: Option<String>,
    /// Whether it was mailed.
    pub by_mail: bool,
    /// Whether the viewer may send it again or withdraw it.
    pub may_change: bool,
}

/// One page of the open invitations, with the number of free seats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberInviteList {
    pub page: Page<MemberInviteRow>,
    pub seats: Seats,
    pub tiers: TierNames,
    /// The roles that the viewer may invite to.
    pub roles: Vec<Role>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_needs_an_address_and_a_role_however_it_goes_out() {
        for by in ["mail", "link"] {
            let form = InviteMember { by: by.into(), ..InviteMember::default() };
            let errors = form.validate().unwrap_err();
            assert!(errors.get("email").is_some() && errors.get("role").is_some(), "{by}");
        }
        let form = InviteMember {
            email: "a@b.example".into(),
            role: "member".into(),
            by: "link".into(),
            ..InviteMember::default()
        };
        assert!(!form.validate().unwrap().by_mail);
    }
}
