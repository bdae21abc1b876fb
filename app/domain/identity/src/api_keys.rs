//! Keys that let a program act for a person in an organisation: what a form asks for and what a list shows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use domain::accounts::{Secret, given_proof};
use domain::error::FieldErrors;
use domain::ids::ApiKeyId;
use domain::moment::Moment;
use domain::permissions::Permission;
use domain::values::{ApiKeyName, number};

/// The prefix of every key, so that scanners can find a leaked one.
pub const KEY_PREFIX: &str = "soloos_";
/// How many days a key may be valid; none means until it is revoked.
pub const LIFETIMES: [Option<u32>; 4] = [Some(30), Some(90), Some(365), None];

/// What a key can be allowed to do; never anything that asks for a proof of identity.
pub const SCOPES: [Permission; 5] = [
    Permission::Chat,
    Permission::SeeMembers,
    Permission::EditAgents,
    Permission::EditOrganization,
    Permission::SeeAudit,
];

/// The name of a scope, in forms and in the database.
pub fn scope_word(scope: Permission) -> &'static str {
    match scope {
        Permission::Chat => "chat",
        Permission::SeeMembers => "members",
        Permission::EditAgents => "agents",
        Permission::EditOrganization => "organization",
        Permission::SeeAudit => "audit",
        _ => "",
    }
}

/// The scope of this name.
pub fn scope_of(word: &str) -> Option<Permission> {
    SCOPES.into_iter().find(|scope| scope_word(*scope) == word)
}

/// What the form for a key sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewApiKey {
    pub name: String,
    /// By [`scope_word`].
    pub scopes: BTreeMap<String, bool>,
    /// One of [`LIFETIMES`]; empty for none.
    pub days: String,
    pub proof: Secret,
}

/// A key that keeps the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKeySpec {
    pub name: ApiKeyName,
    pub scopes: Vec<Permission>,
    pub days: Option<u32>,
    pub proof: Secret,
}

impl NewApiKey {
    /// Checks each field.
    pub fn validate(&self) -> Result<ApiKeySpec, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = errors.check("name", ApiKeyName::parse(&self.name));
        let proof = errors.check("proof", given_proof(&self.proof));
        let scopes = errors.check("scopes", self.wanted_scopes());
        let days = errors.check("days", lifetime(&self.days));
        let spec = name.zip(proof).zip(scopes).zip(days);
        errors.into_result(spec.map(|(((name, proof), scopes), days)| ApiKeySpec { name, scopes, days, proof }))
    }

    /// The chosen scopes. A word that names none is an error: the key would be able to do less than was asked for.
    fn wanted_scopes(&self) -> Result<Vec<Permission>, String> {
        let wanted = self.scopes.iter().filter(|(_, wanted)| **wanted).map(|(word, _)| scope_of(word));
        match wanted.collect::<Option<Vec<_>>>() {
            None => Err("There is no such thing that a key may do. Choose from the list.".to_owned()),
            Some(scopes) if scopes.is_empty() => Err("Choose at least one thing that the key may do.".to_owned()),
            Some(scopes) => Ok(scopes),
        }
    }
}

fn lifetime(days: &str) -> Result<Option<u32>, String> {
    let chosen = match days.trim() {
        "" => Some(None),
        days => number(days).map(Some),
    };
    chosen.filter(|days| LIFETIMES.contains(days)).ok_or_else(|| "Choose from the list.".to_owned())
}

/// A new key, which is shown only once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreshApiKey {
    pub key: String,
}

/// What the page of API keys shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiKeyPage {
    pub organization: String,
    pub keys: Vec<ApiKeyRow>,
    /// The scopes that the viewer's role allows.
    pub scopes: Vec<Permission>,
}

/// A key in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiKeyRow {
    pub id: ApiKeyId,
    pub name: String,
    /// The first characters of the key.
    pub hint: String,
    /// The key's owner, if that is not the viewer.
    pub person: Option<String>,
    pub scopes: Vec<Permission>,
    pub created: Moment,
    pub expires: Option<Moment>,
    pub last_used: Option<Moment>,
    pub is_expired: bool,
}

/// Names one key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OneApiKey {
    pub id: ApiKeyId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_has_a_word_of_its_own_and_comes_back_from_it() {
        for scope in SCOPES {
            assert!(!scope_word(scope).is_empty());
            assert_eq!(scope_of(scope_word(scope)), Some(scope));
        }
        assert_eq!(scope_of(""), None);
    }

    #[test]
    fn a_key_needs_a_name_a_scope_and_a_known_lifetime() {
        let errors = NewApiKey { days: "7".into(), ..NewApiKey::default() }.validate().unwrap_err();
        for field in ["name", "scopes", "days", "proof"] {
            assert!(errors.get(field).is_some(), "{field}");
        }
        let form = NewApiKey {
            name: " CI  runner ".into(),
            scopes: [("chat".to_owned(), true), ("agents".to_owned(), false), ("root".to_owned(), false)].into(),
            days: "90".into(),
            proof: Secret::new("x"),
        };
        let spec = form.validate().unwrap();
        assert_eq!((spec.name.as_str(), spec.scopes, spec.days), ("CI runner", vec![Permission::Chat], Some(90)));
    }

    #[test]
    fn an_unknown_scope_beside_a_known_one_is_refused() {
        let form = NewApiKey {
            name: "CI".into(),
            scopes: [("chat".to_owned(), true), ("root".to_owned(), true)].into(),
            days: String::new(),
            proof: Secret::new("x"),
        };
        let errors = form.validate().unwrap_err();
        assert!(errors.get("scopes").is_some() && errors.get("name").is_none(), "{errors:?}");
    }
}
