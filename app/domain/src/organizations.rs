//! Organisations and their members, for forms and lists.

use serde::{Deserialize, Serialize};

use crate::error::FieldErrors;
use crate::ids::{OrganizationId, UserId};
use crate::members::{MemberTier, TierNames};
use crate::moment::Moment;
use crate::pages::Page;
use crate::permissions::Role;
use crate::values::{OrganizationName, Slug};

/// An organisation in a list or a switcher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationCard {
    pub id: OrganizationId,
    pub name: String,
    pub role: Role,
}

/// The state of an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationState {
    Live,
    /// Shut by the operator until further notice.
    Suspended,
    /// Waits for its purge and can be restored until then.
    Deleted,
}

impl OrganizationState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Live, Self::Suspended, Self::Deleted];

    /// The value in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Suspended => "suspended",
            Self::Deleted => "deleted",
        }
    }

    /// The text that people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Live => "Live",
            Self::Suspended => "Suspended",
            Self::Deleted => "Deleted",
        }
    }
}

impl std::str::FromStr for OrganizationState {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or_else(|| "Choose live, suspended or deleted.".to_owned())
    }
}

/// What the settings form sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditOrganization {
    pub name: String,
    pub slug: String,
    pub time_zone: String,
    /// `#rrggbb`
    pub accent: String,
}

/// Settings that keep every rule except one: only the server knows whether the time zone exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationSpec {
    pub name: OrganizationName,
    pub slug: Slug,
    pub time_zone: String,
    pub accent: String,
}

impl EditOrganization {
    /// Checks each field, for an organisation whose slug is `stored`; every error names the rule in the user's words.
    pub fn validate(&self, stored: &str) -> Result<OrganizationSpec, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = errors.check("name", OrganizationName::parse(&self.name));
        let slug = errors.check("slug", Slug::parse_beside(&self.slug, stored));
        let accent = errors.check("accent", accent(&self.accent));
        if self.time_zone.trim().is_empty() {
            errors.add("time_zone", "Choose a time zone.");
        }
        let spec = name.zip(slug).zip(accent).map(|((name, slug), accent)| OrganizationSpec {
            name,
            slug,
            time_zone: self.time_zone.trim().to_owned(),
            accent,
        });
        errors.into_result(spec)
    }
}

/// Reads a colour as `#rrggbb`.
pub fn accent(text: &str) -> Result<String, String> {
    let colour = text.trim().to_ascii_lowercase();
    let digits = colour.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        Ok(colour)
    } else {
        Err("Choose a colour such as #4f46e5.".to_owned())
    }
}

/// What the settings page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationSettings {
    pub settings: EditOrganization,
    /// IANA names to choose from.
    pub time_zones: Vec<String>,
    pub may_edit: bool,
}

/// One page of the member list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberList {
    pub page: Page<MemberRow>,
    /// The organisation's names for its tiers.
    pub tiers: TierNames,
}

/// A member in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberRow {
    pub user_id: UserId,
    pub name: String,
    pub email: String,
    pub role: Role,
    /// The picture's address, if there is a picture.
    pub picture: Option<String>,
    pub tier: MemberTier,
    pub joined: Moment,
    pub is_you: bool,
}

/// How to sort and page the member list; from the page's query string.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberQuery {
    /// `name`, `email`, `role` or `joined`; any other value sorts by name.
    #[serde(default)]
    pub sort: String,
    #[serde(default)]
    pub descending: bool,
    /// From 1.
    #[serde(default)]
    pub page: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let errors = EditOrganization::default().validate("").unwrap_err();
        for field in ["name", "slug", "time_zone", "accent"] {
            assert!(errors.get(field).is_some(), "{field}");
        }
    }
}
