//! The same act for many organisations at once.

use serde::{Deserialize, Serialize};

use domain::closures::suspension_reason;
use domain::error::FieldErrors;
use domain::ids::OrganizationId;
use domain::values::Reason;

/// More organisations than a page of the list can show.
const MOST: usize = 100;

/// What the form below the list sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BulkChange {
    pub organizations: Vec<OrganizationId>,
    /// `suspend` or `tier`.
    pub act: String,
    /// For `tier`: the key of a plan.
    pub tier: String,
    /// For `suspend`: why, for the people of each organisation to read.
    pub reason: String,
}

/// An act that can be done with many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BulkAct {
    Suspend { reason: Reason },
    Tier { tier: String },
}

/// A change that keeps every rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkSpec {
    pub organizations: Vec<OrganizationId>,
    pub act: BulkAct,
}

impl BulkChange {
    /// Checks the form; each organisation counts once.
    pub fn validate(&self) -> Result<BulkSpec, FieldErrors> {
        let mut organizations = self.organizations.clone();
        organizations.sort_unstable();
        organizations.dedup();
        if organizations.is_empty() {
            return Err(FieldErrors::form("Tick at least one organisation."));
        }
        if organizations.len() > MOST {
            return Err(FieldErrors::form(format!("Tick at most {MOST} organisations.")));
        }
        let act = match self.act.as_str() {
            "suspend" => BulkAct::Suspend { reason: suspension_reason(&self.reason)? },
            "tier" if self.tier.is_empty() => return Err(FieldErrors::of("tier", "Choose a tier.")),
            "tier" => BulkAct::Tier { tier: self.tier.clone() },
            _ => return Err(FieldErrors::of("act", "Choose what to do.")),
        };
        Ok(BulkSpec { organizations, act })
    }
}

/// The result for one organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkOutcome {
    pub organization: OrganizationId,
    pub name: String,
    /// Why it was not done; none if it was.
    pub refused: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_done_without_a_tick_a_reason_or_a_tier() {
        let id = OrganizationId(uuid::Uuid::nil());
        let ticked = BulkChange { organizations: vec![id, id], act: "tier".to_owned(), ..BulkChange::default() };
        assert!(BulkChange { organizations: Vec::new(), ..ticked.clone() }.validate().unwrap_err().get("").is_some());
        assert!(ticked.validate().unwrap_err().get("tier").is_some());
        let suspend = BulkChange { act: "suspend".to_owned(), reason: "  ".to_owned(), ..ticked.clone() };
        assert!(suspend.validate().unwrap_err().get("reason").is_some());
        let done = BulkChange { tier: "pro".to_owned(), ..ticked }.validate().unwrap();
        assert_eq!(done.organizations, [id]);
    }
}
