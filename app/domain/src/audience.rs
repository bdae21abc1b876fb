//! Who may see something of an organisation: one type for agents, tools, courses, groups, calendars and anything else
//! that is not for everybody. `app.admits` is the same rule in the database, and a test compares both. It does not say
//! who may change something, which is a [`crate::Permission`], nor what visitors see, which is published.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::error::FieldErrors;
use crate::ids::UserId;
use crate::members::MemberTier;
use crate::permissions::Role;

// The prefixes of the words that are stored in the database.
const EVERYBODY: &str = "everybody";
const ROLE: &str = "role:";
const TIER: &str = "tier:";
const MEMBER: &str = "member:";

/// A person's role and tier in their current organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Standing {
    pub person: UserId,
    pub role: Role,
    pub tier: MemberTier,
}

/// Who something is for: everybody who matches one of its parts. There are no exceptions, not even for owners: people
/// who may edit something find it by their permission. The default admits nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Audience {
    /// Everybody in the organisation.
    pub everybody: bool,
    pub roles: BTreeSet<Role>,
    pub tiers: BTreeSet<MemberTier>,
    /// Named people. For more than [`Self::MOST_MEMBERS`], use groups.
    pub members: BTreeSet<UserId>,
}

impl Audience {
    /// The most people that can be named.
    pub const MOST_MEMBERS: usize = 200;

    /// Everybody in the organisation.
    pub fn everybody() -> Self {
        Self { everybody: true, ..Self::default() }
    }

    /// This tier and every higher one.
    pub fn from_tier(least: MemberTier) -> Self {
        let tiers = MemberTier::ALL.into_iter().filter(|tier| *tier >= least).collect();
        Self { tiers, ..Self::default() }
    }

    /// Whether a person of this standing may see it.
    pub fn admits(&self, standing: Standing) -> bool {
        self.everybody
            || self.roles.contains(&standing.role)
            || self.tiers.contains(&standing.tier)
            || self.members.contains(&standing.person)
    }

    /// Limits the number of names, and drops all other parts where everybody is included.
    pub fn validate(self) -> Result<Self, FieldErrors> {
        if self.everybody {
            return Ok(Self::everybody());
        }
        if self.members.len() > Self::MOST_MEMBERS {
            let message = format!("Choose up to {} people, or choose them by role or tier.", Self::MOST_MEMBERS);
            return Err(FieldErrors::of("members", message));
        }
        Ok(self)
    }

    /// The value of a column of the type `app.audience`.
    pub fn to_words(&self) -> Vec<String> {
        let everybody = self.everybody.then(|| EVERYBODY.to_owned());
        let roles = self.roles.iter().map(|role| format!("{ROLE}{}", role.as_str()));
        let tiers = self.tiers.iter().map(|tier| format!("{TIER}{}", tier.as_str()));
        let members = self.members.iter().map(|person| format!("{MEMBER}{person}"));
        everybody.into_iter().chain(roles).chain(tiers).chain(members).collect()
    }

    /// Reads the value of such a column; the error is for the log.
    pub fn from_words(words: &[String]) -> Result<Self, String> {
        let mut audience = Self::default();
        for word in words {
            audience.mean(word).ok_or_else(|| format!("{word:?} is no word of an audience"))?;
        }
        Ok(audience)
    }

    fn mean(&mut self, word: &str) -> Option<()> {
        if word == EVERYBODY {
            self.everybody = true;
        } else if let Some(role) = word.strip_prefix(ROLE) {
            self.roles.insert(role.parse().ok()?);
        } else if let Some(tier) = word.strip_prefix(TIER) {
            self.tiers.insert(tier.parse().ok()?);
        } else {
            self.members.insert(word.strip_prefix(MEMBER)?.parse().ok()?);
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn person(number: u128) -> UserId {
        UserId(Uuid::from_u128(number))
    }

    fn standing(role: Role, tier: MemberTier) -> Standing {
        Standing { person: person(1), role, tier }
    }

    #[test]
    fn whoever_is_meant_by_one_part_is_admitted_and_nobody_else() {
        let owner = standing(Role::Owner, MemberTier::Free);
        let member = standing(Role::Member, MemberTier::Pro);
        assert!(!Audience::default().admits(owner), "for nobody");
        assert!(Audience::everybody().admits(owner) && Audience::everybody().admits(member));
        let by_role = Audience { roles: [Role::Owner].into(), ..Audience::default() };
        assert!(by_role.admits(owner) && !by_role.admits(member));
        let by_name = Audience { members: [person(1)].into(), ..Audience::default() };
        assert!(by_name.admits(member) && !by_name.admits(Standing { person: person(2), ..member }));
        assert!(Audience { members: [person(2)].into(), ..by_role }.admits(owner), "one part is enough");
    }

    #[test]
    fn a_tier_includes_every_higher_one_and_no_owner_besides() {
        let from_pro = Audience::from_tier(MemberTier::Pro);
        let admitted = MemberTier::ALL.map(|tier| from_pro.admits(standing(Role::Owner, tier)));
        assert_eq!(admitted, [false, true, true]);
    }

    #[test]
    fn words_are_read_as_they_were_written_and_no_others_are() {
        let audience = Audience {
            everybody: true,
            roles: [Role::Admin].into(),
            tiers: [MemberTier::Enterprise].into(),
            members: [person(7)].into(),
        };
        let words = audience.to_words();
        assert_eq!(
            words,
            ["everybody", "role:admin", "tier:enterprise", "member:00000000-0000-0000-0000-000000000007"]
        );
        assert_eq!(Audience::from_words(&words), Ok(audience));
        for odd in ["", "anybody", "role:god", "tier:", "member:7", "Everybody", "role:admin "] {
            assert!(Audience::from_words(&[odd.to_owned()]).is_err(), "{odd:?}");
        }
    }

    #[test]
    fn names_have_a_limit_and_mean_nothing_beside_everybody() {
        let most = u128::try_from(Audience::MOST_MEMBERS).unwrap();
        let named = |count| Audience { members: (0..count).map(person).collect(), ..Audience::default() };
        assert_eq!(named(most).validate(), Ok(named(most)));
        assert!(named(most + 1).validate().unwrap_err().get("members").is_some());
        let all = Audience { everybody: true, ..named(most + 1) };
        assert_eq!(all.validate(), Ok(Audience::everybody()));
    }
}
