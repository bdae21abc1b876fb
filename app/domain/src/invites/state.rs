//! The state of an invitation.

use serde::{Deserialize, Serialize};

/// The states of an invitation, as lists show and filter them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InviteState {
    /// Mailed, or being mailed.
    Sent,
    /// Its page was opened and ran in a browser.
    Opened,
    Accepted,
    Expired,
    /// Its mail was permanently refused.
    Bounced,
    Revoked,
}

impl InviteState {
    /// Every state, in the order of the filter.
    pub const ALL: [Self; 6] = [Self::Sent, Self::Opened, Self::Accepted, Self::Expired, Self::Bounced, Self::Revoked];

    /// The value in queries and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Opened => "opened",
            Self::Accepted => "accepted",
            Self::Expired => "expired",
            Self::Bounced => "bounced",
            Self::Revoked => "revoked",
        }
    }

    /// The text that people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sent => "Sent",
            Self::Opened => "Opened",
            Self::Accepted => "Accepted",
            Self::Expired => "Expired",
            Self::Bounced => "Bounced",
            Self::Revoked => "Revoked",
        }
    }

    /// Whether it can be sent again or withdrawn.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Accepted | Self::Revoked)
    }
}

impl std::str::FromStr for InviteState {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or_else(|| format!("unknown state {text}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_read_as_it_is_written() {
        for state in InviteState::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
        }
        assert!("lost".parse::<InviteState>().is_err());
    }
}
