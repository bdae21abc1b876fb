//! The viewer: what the shell shows of the signed-in person.

use serde::{Deserialize, Serialize};

use crate::audience::Standing;
use crate::closures::ClosedOrganization;
use crate::ids::{OrganizationId, UserId};
use crate::impersonation::ViewingAs;
use crate::members::MemberTier;
use crate::organizations::OrganizationCard;
use crate::permissions::{Permission, Role};

/// The colour theme that a person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    /// The value in the database and in `data-theme`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl std::str::FromStr for Theme {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::System, Self::Light, Self::Dark]
            .into_iter()
            .find(|theme| theme.as_str() == text)
            .ok_or_else(|| "Choose system, light or dark.".to_owned())
    }
}

/// The signed-in person with the organisation they are in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    pub user_id: UserId,
    pub name: String,
    pub email: String,
    pub email_verified: bool,
    pub is_god: bool,
    pub theme: Theme,
    /// The picture's address, if there is a picture.
    pub picture: Option<String>,
    pub has_two_factor: bool,
    /// Whether a second factor is required and missing, so that only the account's own pages are open.
    pub needs_two_factor: bool,
    /// The organisation of the session; none for an operator who belongs to none.
    pub current: Option<CurrentOrganization>,
    /// Every organisation the person belongs to, by name.
    pub organizations: Vec<OrganizationCard>,
    /// The person's closed organisations, by name.
    pub closed: Vec<ClosedOrganization>,
    /// Set while the operator views the app in the person's place.
    pub viewing_as: Option<ViewingAs>,
}

impl Viewer {
    /// Whether the person may do this in the current organisation.
    pub fn may(&self, permission: Permission) -> bool {
        self.current.as_ref().is_some_and(|current| current.role.may(permission))
    }

    /// The person's standing in the current organisation; for [`crate::Audience::admits`].
    pub fn standing(&self) -> Option<Standing> {
        let current = self.current.as_ref()?;
        Some(Standing { person: self.user_id, role: current.role, tier: current.tier })
    }

    /// The closed organisation to explain, if the person has no open one.
    pub fn shut_out(&self) -> Option<&ClosedOrganization> {
        if self.current.is_some() { None } else { self.closed.first() }
    }
}

/// The session's organisation, as the shell shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrentOrganization {
    pub id: OrganizationId,
    pub name: String,
    pub slug: String,
    /// `#rrggbb`
    pub accent: String,
    /// The logo's address, if there is a logo.
    pub logo: Option<String>,
    /// The favicon's address, if there is one.
    pub favicon: Option<String>,
    pub role: Role,
    pub tier: MemberTier,
}
