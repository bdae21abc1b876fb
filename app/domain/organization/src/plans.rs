//! An organisation's plan as its owner sees it: its limits, the current use and the other plans.

use serde::{Deserialize, Serialize};

use domain::error::FieldErrors;
use domain::figures;
use domain::moment::Moment;

/// A plan to compare with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanOffer {
    pub key: String,
    pub name: String,
    /// Per month.
    pub price_cents: i32,
    /// None means unlimited, as in the next two fields.
    pub seats: Option<i32>,
    pub storage_bytes: Option<i64>,
    pub ai_budget_cents: Option<i32>,
    pub features: Vec<String>,
    pub is_current: bool,
}

impl PlanOffer {
    /// The plan's limits, one line for each.
    pub fn lines(&self) -> Vec<String> {
        let seats = self.seats.map_or_else(
            || "Members without limit".to_owned(),
            |seats| format!("{} members", figures::count(seats.into())),
        );
        let storage = self.storage_bytes.map_or_else(
            || "Storage without limit".to_owned(),
            |bytes| format!("{} of storage", figures::bytes(bytes)),
        );
        let budget = self.ai_budget_cents.map_or_else(
            || "AI without limit".to_owned(),
            |cents| format!("{} of AI a month", figures::dollars(cents.into())),
        );
        [seats, storage, budget].into_iter().chain(self.features.iter().cloned()).collect()
    }
}

/// How much of a limit is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    pub used: i64,
    /// None means unlimited.
    pub limit: Option<i64>,
}

impl Use {
    /// The used share in percent, at most 100; none without a limit.
    pub fn percent(&self) -> Option<u8> {
        let limit = self.limit?;
        if limit <= 0 {
            return Some(100);
        }
        let percent = i128::from(self.used.max(0)) * 100 / i128::from(limit);
        Some(u8::try_from(percent.min(100)).unwrap_or(100))
    }
}

/// The owner's page for the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanUsage {
    pub name: String,
    pub price_cents: i32,
    pub seats: Use,
    pub storage: Use,
    /// This month, in micro-cents.
    pub ai: Use,
    /// When the AI budget starts again.
    pub renews: String,
    pub offers: Vec<PlanOffer>,
    pub history: Vec<PlanTime>,
    /// Whether plans can be changed and paid for here; otherwise only the operator changes them.
    pub can_pay: bool,
    /// Whether the organisation is a customer of the payment service, with something to manage there.
    pub is_customer: bool,
}

/// A period on a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanTime {
    pub plan: String,
    pub price_cents: i32,
    pub started: Moment,
    /// None while it runs.
    pub ended: Option<Moment>,
}

/// The plan that an owner wants to pay for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChoosePlan {
    pub plan: String,
}

impl ChoosePlan {
    /// The key of the plan.
    pub fn validate(&self) -> Result<&str, FieldErrors> {
        let plan = self.plan.trim();
        if plan.is_empty() { Err(FieldErrors::of("plan", "Choose a plan.")) } else { Ok(plan) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_of_nothing_is_used_up_and_none_never_is() {
        assert_eq!(Use { used: 0, limit: Some(0) }.percent(), Some(100));
        assert_eq!(Use { used: 5, limit: None }.percent(), None);
        assert_eq!(Use { used: 1, limit: Some(3) }.percent(), Some(33));
        assert_eq!(Use { used: i64::MAX, limit: Some(1) }.percent(), Some(100));
    }
}
