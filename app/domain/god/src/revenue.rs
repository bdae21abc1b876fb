//! What the platform earns, by month.

use serde::{Deserialize, Serialize};

/// One month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevenueMonth {
    /// "November 2026".
    pub label: String,
    /// Earned in this month, counted day by day.
    pub revenue_cents: i64,
    /// Monthly recurring revenue at its end.
    pub mrr_cents: i64,
    pub new_cents: i64,
    pub expansion_cents: i64,
    /// Zero or negative, as is the next field.
    pub contraction_cents: i64,
    pub churn_cents: i64,
    /// Paying organisations that stopped paying.
    pub lost: i64,
    /// Paying organisations at its start.
    pub customers_before: i64,
}

impl RevenueMonth {
    /// The share of paying organisations that stopped paying, in tenths of a percent; none if there were no paying
    /// ones.
    pub fn churn_permille(&self) -> Option<i64> {
        (self.customers_before > 0).then(|| self.lost * 1000 / self.customers_before)
    }
}

/// The last twelve months.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevenueView {
    /// The current one last.
    pub months: Vec<RevenueMonth>,
    /// Organisations that pay now.
    pub paying: i64,
}
