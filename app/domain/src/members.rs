//! Members of an organisation: their tiers, and the forms that manage them.

use serde::{Deserialize, Serialize};

use crate::accounts::Secret;
use crate::error::FieldErrors;
use crate::ids::UserId;
use crate::moment::Moment;
use crate::permissions::Role;
use crate::values::{TierLabel, reads_as};

/// A member's tier of the organisation's offer; each organisation names its own tiers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberTier {
    #[default]
    Free,
    Pro,
    Enterprise,
}

impl MemberTier {
    /// Every tier, the lowest first.
    pub const ALL: [Self; 3] = [Self::Free, Self::Pro, Self::Enterprise];

    /// The value in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Pro => "pro",
            Self::Enterprise => "enterprise",
        }
    }

    /// The default name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Free => "Free",
            Self::Pro => "Pro",
            Self::Enterprise => "Enterprise",
        }
    }
}

impl std::str::FromStr for MemberTier {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|tier| tier.as_str() == text)
            .ok_or_else(|| "Choose a tier from the list.".to_owned())
    }
}

/// An organisation's names for its tiers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierNames {
    pub free: String,
    pub pro: String,
    pub enterprise: String,
}

impl TierNames {
    /// Reads the list in the database, the lowest tier first; missing names are the default ones.
    pub fn from_list(names: Vec<String>) -> Self {
        let mut names = names.into_iter();
        let mut next = |tier: MemberTier| names.next().unwrap_or_else(|| tier.label().to_owned());
        Self { free: next(MemberTier::Free), pro: next(MemberTier::Pro), enterprise: next(MemberTier::Enterprise) }
    }

    /// The list that is stored in the database.
    pub fn to_list(&self) -> Vec<String> {
        vec![self.free.clone(), self.pro.clone(), self.enterprise.clone()]
    }

    /// The name of this tier.
    pub fn of(&self, tier: MemberTier) -> &str {
        match tier {
            MemberTier::Free => &self.free,
            MemberTier::Pro => &self.pro,
            MemberTier::Enterprise => &self.enterprise,
        }
    }
}

/// What the form that names the tiers sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NameTiers {
    pub free: String,
    pub pro: String,
    pub enterprise: String,
}

impl NameTiers {
    /// Distinct names of 1 to 40 characters.
    pub fn validate(&self) -> Result<TierNames, FieldErrors> {
        let mut errors = FieldErrors::new();
        let free = errors.check("free", TierLabel::parse(&self.free));
        let pro = errors.check("pro", TierLabel::parse(&self.pro));
        let enterprise = errors.check("enterprise", TierLabel::parse(&self.enterprise));
        let same = |one: &Option<TierLabel>, other: &Option<TierLabel>| {
            one.as_deref().zip(other.as_deref()).is_some_and(|(one, other)| reads_as(one, other))
        };
        if same(&pro, &free) {
            errors.add("pro", "Another tier has this name.");
        }
        if same(&enterprise, &free) || same(&enterprise, &pro) {
            errors.add("enterprise", "Another tier has this name.");
        }
        let names = free.zip(pro).zip(enterprise);
        errors.into_result(names.map(|((free, pro), enterprise)| TierNames {
            free: free.into(),
            pro: pro.into(),
            enterprise: enterprise.into(),
        }))
    }
}

/// The use of an organisation's seats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seats {
    /// The plan's name.
    pub plan: String,
    /// None means unlimited.
    pub limit: Option<i32>,
    pub members: i64,
    /// Open invitations, each of which holds a seat.
    pub invites: i64,
}

impl Seats {
    /// Whether another seat is free.
    pub fn are_left(&self) -> bool {
        self.limit.is_none_or(|limit| self.members + self.invites < limit.into())
    }
}

/// Names one member.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OneMember {
    pub id: UserId,
}

/// What the form that changes a member's role and tier sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeMember {
    pub id: UserId,
    pub role: String,
    pub tier: String,
}

impl ChangeMember {
    /// Role and tier; the server checks whether the caller may give them.
    pub fn validate(&self) -> Result<(Role, MemberTier), FieldErrors> {
        let mut errors = FieldErrors::new();
        let role = errors.check("role", self.role.parse::<Role>());
        let tier = errors.check("tier", self.tier.parse::<MemberTier>());
        errors.into_result(role.zip(tier))
    }
}

/// A member's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberProfile {
    pub id: UserId,
    pub name: String,
    pub email: String,
    /// The picture's address, if there is a picture.
    pub picture: Option<String>,
    pub role: Role,
    pub tier: MemberTier,
    pub joined: Moment,
    pub is_you: bool,
    pub organization: String,
    pub tiers: TierNames,
    /// The roles that the viewer may give this member; empty if the viewer may change nothing.
    pub roles: Vec<Role>,
    /// Whether this member is the only owner.
    pub is_last_owner: bool,
    /// Whether the viewer may remove this member from the organisation.
    pub may_remove: bool,
    /// Whether the viewer may offer this member the ownership.
    pub may_offer: bool,
    /// The open offer, if it concerns this member or the viewer owns the organisation.
    pub transfer: Option<OpenTransfer>,
}

/// What an owner sends to offer the organisation to another member.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfferOwnership {
    pub id: UserId,
    /// Proves that the owner sits at the keyboard.
    pub proof: Secret,
}

/// An offer of ownership that waits for its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenTransfer {
    pub from: String,
    pub to: String,
    pub to_id: UserId,
    pub organization: String,
    pub expires: Moment,
    /// Whether the viewer is the person to answer.
    pub is_for_you: bool,
    /// Whether the viewer may withdraw it.
    pub may_withdraw: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tier_names_can_be_told_apart() {
        let same = NameTiers { free: "Basic".into(), pro: " Ｂasic\u{a0}".into(), enterprise: String::new() };
        let errors = same.validate().unwrap_err();
        assert!(errors.get("pro").is_some() && errors.get("enterprise").is_some() && errors.get("free").is_none());
        let good = NameTiers { free: "Seed".into(), pro: "Tree".into(), enterprise: "Forest".into() };
        let names = good.validate().unwrap();
        assert_eq!(TierNames::from_list(names.to_list()), names);
        assert_eq!(names.of(MemberTier::Pro), "Tree");
    }

    #[test]
    fn open_invitations_hold_seats() {
        let seats = |limit, members, invites| Seats { plan: "Free".into(), limit, members, invites };
        assert!(seats(Some(5), 3, 1).are_left() && !seats(Some(5), 3, 2).are_left());
        assert!(seats(None, 10_000, 10).are_left());
    }
}
