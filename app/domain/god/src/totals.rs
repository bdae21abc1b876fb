//! The platform over time, as the dashboard draws it.

use serde::{Deserialize, Serialize};

/// How far the charts look back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TotalsQuery {
    /// `30`, `90` or `365` days; anything else is the first.
    #[serde(default)]
    pub range: String,
}

impl TotalsQuery {
    /// The ranges to choose from, in days.
    pub const RANGES: [u32; 3] = [30, 90, 365];

    /// The range in days.
    pub fn days(&self) -> u32 {
        let asked = self.range.parse().ok();
        Self::RANGES.into_iter().find(|range| asked == Some(*range)).unwrap_or(30)
    }
}

/// The platform in one period: a day, or a week in a long range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Its first day: "3 Nov".
    pub label: String,
    /// At its end.
    pub organizations: i64,
    pub mrr_cents: i64,
    /// Average per day.
    pub active_members: i64,
    /// In the whole period.
    pub messages: i64,
    pub cost_microcents: i64,
}

/// Sums over the range, or values at its end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    pub organizations: i64,
    pub mrr_cents: i64,
    pub active_members: i64,
    pub messages: i64,
    pub cost_microcents: i64,
}

/// Everything that the dashboard shows above the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// The range in days.
    pub days: u32,
    pub now: Sums,
    /// The same for the preceding range of equal length; none if the platform is younger than that.
    pub before: Option<Sums>,
    pub spans: Vec<Span>,
}
