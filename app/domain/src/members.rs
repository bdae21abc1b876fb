//! Members of an organisation: the tiers that it puts them on, and what the forms about them send.

use serde::{Deserialize, Serialize};

/// What a member has of the organisation's offer; the organisation names its tiers itself.
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

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Pro => "pro",
            Self::Enterprise => "enterprise",
        }
    }

    /// What it is called until the organisation says otherwise.
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
        Self::ALL.into_iter().find(|tier| tier.as_str() == text).ok_or_else(|| "Choose a tier from the list.".to_owned())
    }
}
