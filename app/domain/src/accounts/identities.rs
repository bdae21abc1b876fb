//! Accounts at Google, GitHub or another configured provider that sign a person in.

use serde::{Deserialize, Serialize};

use super::{Secret, given_proof};
use crate::error::FieldErrors;
use crate::ids::IdentityId;
use crate::moment::Moment;

/// A provider that people can sign in with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInProvider {
    /// Its name in addresses: `/auth/{key}`.
    pub key: String,
    pub name: String,
}

/// What the section about sign-in methods shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInMethods {
    pub identities: Vec<IdentityRow>,
    /// Configured providers that are not linked yet.
    pub providers: Vec<SignInProvider>,
}

/// A linked account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityRow {
    pub id: IdentityId,
    /// The provider's name, or its key if it is no longer configured.
    pub provider: String,
    /// The address that the provider gave when it was linked.
    pub email: Option<String>,
    pub linked: Moment,
    pub last_used: Option<Moment>,
}

/// Asks to link an account of a provider.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LinkIdentity {
    pub provider: String,
    pub proof: Secret,
}

impl LinkIdentity {
    /// The provider's key and the proof.
    pub fn validate(&self) -> Result<(String, Secret), FieldErrors> {
        let proof = given_proof(&self.proof).map_err(|message| FieldErrors::of("proof", message))?;
        Ok((self.provider.clone(), proof))
    }
}

/// Asks to unlink one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UnlinkIdentity {
    pub id: IdentityId,
    pub proof: Secret,
}

impl UnlinkIdentity {
    /// The proof.
    pub fn validate(&self) -> Result<Secret, FieldErrors> {
        given_proof(&self.proof).map_err(|message| FieldErrors::of("proof", message))
    }
}

/// Why a sign-in with a provider failed, as a code for the page's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInProblem {
    /// The callback was unknown, used already, too late, or from another browser.
    Stale,
    /// The person or the provider refused.
    Refused,
    /// The provider could not be reached.
    Unavailable,
    /// The provider gives no address, or none that is one.
    NoAddress,
    /// The provider has not verified the address.
    Unverified,
    /// The address has an account here that is not linked, and the provider's claim alone is not enough.
    Clash,
    /// The account is unknown here, and sign-up is closed.
    Unknown,
    /// The account already signs in somebody else.
    Taken,
    /// The invitation to accept is used, withdrawn or expired.
    InviteGone,
    /// Every seat of the inviting organisation is taken.
    Full,
    /// The inviting organisation is closed at the moment.
    Closed,
}

impl SignInProblem {
    /// Every problem.
    pub const ALL: [Self; 11] = [
        Self::Stale,
        Self::Refused,
        Self::Unavailable,
        Self::NoAddress,
        Self::Unverified,
        Self::Clash,
        Self::Unknown,
        Self::Taken,
        Self::InviteGone,
        Self::Full,
        Self::Closed,
    ];

    /// The code in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stale => "stale",
            Self::Refused => "refused",
            Self::Unavailable => "unavailable",
            Self::NoAddress => "no-address",
            Self::Unverified => "unverified",
            Self::Clash => "clash",
            Self::Unknown => "unknown",
            Self::Taken => "taken",
            Self::InviteGone => "invite-gone",
            Self::Full => "full",
            Self::Closed => "closed",
        }
    }

    /// The message for the person.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Stale => "This sign-in has taken too long or was begun elsewhere. Please start again.",
            Self::Refused => "The provider did not let you in. Please start again, or sign in with your password.",
            Self::Unavailable => "The provider does not answer right now. Try again in a moment, or use your password.",
            Self::NoAddress => {
                "The provider sent no address that can be used. Check your e-mail address there, or use your password."
            }
            Self::Unverified => {
                "The provider does not say that it has confirmed your address. Confirm it there, or use your password. If the provider gives out addresses itself, whoever runs this platform can let its word count."
            }
            Self::Clash => {
                "Your address has an account here already. Sign in with your password, then link the provider in your account."
            }
            Self::Unknown => "There is no account for you here yet. Ask for an invitation first.",
            Self::Taken => "That account signs in somebody else here already.",
            Self::InviteGone => "Your invitation has expired, or was used or withdrawn. Ask for a new one.",
            Self::Full => {
                "Every seat of the organisation that invited you is taken. Ask there for room, then open the invitation again."
            }
            Self::Closed => {
                "The organisation that invited you is closed at the moment. Your invitation counts again once it is open."
            }
        }
    }

    /// The problem of this code.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|problem| problem.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_comes_back_from_its_word() {
        for problem in SignInProblem::ALL {
            assert_eq!(SignInProblem::of(problem.as_str()), Some(problem));
            assert!(!problem.sentence().contains('_'), "strangers read it: {}", problem.sentence());
        }
        assert_eq!(SignInProblem::of("<script>"), None);
    }
}
