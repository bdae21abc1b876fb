//! Plans as the operator edits them: limits and prices as typed.

use serde::{Deserialize, Serialize};

use domain::error::FieldErrors;
use domain::values::{PlanName, number, number_signs};

const GIB: i64 = 1 << 30;

/// A stored plan; a limit of none means unlimited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanView {
    pub key: String,
    pub name: String,
    pub seats: Option<i32>,
    pub storage_bytes: Option<i64>,
    /// Per month.
    pub ai_budget_cents: Option<i32>,
    /// Per month.
    pub price_cents: i32,
    pub features: Vec<String>,
    /// Live organisations on it.
    pub organizations: i64,
    /// Changes with every edit.
    pub version: i64,
}

impl PlanView {
    /// The plan as its form shows it.
    pub fn form(&self) -> EditPlan {
        let words = |number: Option<String>| number.unwrap_or_default();
        EditPlan {
            key: self.key.clone(),
            version: self.version,
            name: self.name.clone(),
            seats: words(self.seats.map(|seats| seats.to_string())),
            storage_gb: words(self.storage_bytes.map(|bytes| (bytes / GIB).to_string())),
            ai_budget: words(self.ai_budget_cents.map(amount)),
            price: amount(self.price_cents),
            features: self.features.join("\n"),
        }
    }
}

/// Cents as text for a form field: `99`, `99.50`.
fn amount(cents: i32) -> String {
    if cents % 100 == 0 { (cents / 100).to_string() } else { format!("{}.{:02}", cents / 100, cents % 100) }
}

/// What the form sends, as typed; an empty limit means unlimited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditPlan {
    pub key: String,
    pub version: i64,
    pub name: String,
    pub seats: String,
    pub storage_gb: String,
    /// Dollars per month.
    pub ai_budget: String,
    /// Dollars per month.
    pub price: String,
    /// One per line.
    pub features: String,
}

/// A plan that keeps every rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanSpec {
    pub name: PlanName,
    pub seats: Option<i32>,
    pub storage_bytes: Option<i64>,
    pub ai_budget_cents: Option<i32>,
    pub price_cents: i32,
    pub features: Vec<String>,
}

impl EditPlan {
    /// Checks each field.
    pub fn validate(&self) -> Result<PlanSpec, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = errors.check("name", PlanName::parse(&self.name));
        let seats = errors.check("seats", limit(&self.seats, 1, 1_000_000));
        let storage = errors.check("storage_gb", limit(&self.storage_gb, 0, 1_000_000));
        let budget = errors.check("ai_budget", optional_dollars(&self.ai_budget));
        let price = errors.check("price", dollars(&self.price));
        let features = errors.check("features", features(&self.features));
        let spec = name.zip(seats).zip(storage).zip(budget).zip(price).zip(features).map(
            |(((((name, seats), storage), ai_budget_cents), price_cents), features)| PlanSpec {
                name,
                seats,
                storage_bytes: storage.map(|gb| i64::from(gb) * GIB),
                ai_budget_cents,
                price_cents,
                features,
            },
        );
        errors.into_result(spec)
    }
}

fn limit(text: &str, least: i32, most: i32) -> Result<Option<i32>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let limit = number::<i32>(text).filter(|limit| (least..=most).contains(limit));
    limit.map(Some).ok_or_else(|| format!("Enter a whole number from {least} to {most}, or nothing for no limit."))
}

fn optional_dollars(text: &str) -> Result<Option<i32>, String> {
    if text.trim().is_empty() { Ok(None) } else { dollars(text).map(Some) }
}

/// Dollars with up to two decimal places, in cents.
fn dollars(text: &str) -> Result<i32, String> {
    let wrong = || "Enter an amount such as 99 or 99.50.".to_owned();
    let text = number_signs(text);
    let text = text.trim_start_matches('$');
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 6 || rest.len() > 2 || !digits(whole) || !digits(rest) {
        return Err(wrong());
    }
    let cents: i32 = format!("{rest:0<2}").parse().map_err(|_| wrong())?;
    let whole: i32 = whole.parse().map_err(|_| wrong())?;
    Ok(whole * 100 + cents)
}

fn features(text: &str) -> Result<Vec<String>, String> {
    let lines: Vec<String> = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    if lines.len() > 20 || lines.iter().any(|line| line.chars().count() > 80) {
        return Err("Use at most 20 lines of 80 characters.".to_owned());
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> PlanView {
        PlanView {
            key: "pro".to_owned(),
            name: "Pro".to_owned(),
            seats: Some(50),
            storage_bytes: Some(50 * GIB),
            ai_budget_cents: None,
            price_cents: 9_950,
            features: vec!["Branding".to_owned()],
            organizations: 0,
            version: 1,
        }
    }

    #[test]
    fn a_form_that_is_sent_back_unchanged_changes_nothing() {
        let spec = plan().form().validate().unwrap();
        assert_eq!(
            (spec.seats, spec.storage_bytes, spec.ai_budget_cents, spec.price_cents),
            (Some(50), Some(50 * GIB), None, 9_950)
        );
        assert_eq!(spec.features, ["Branding"]);
    }

    #[test]
    fn amounts_are_read_as_people_type_them_and_nonsense_is_refused() {
        for (text, cents) in
            [("99", 9_900), ("99.5", 9_950), ("$0", 0), ("0.05", 5), ("９９．５", 9_950), ("٩٩", 9_900)]
        {
            assert_eq!(dollars(text), Ok(cents), "{text}");
        }
        for text in ["", "-1", "1,000", "1.234", "NaN", "1e3", "99999999"] {
            assert!(dollars(text).is_err(), "{text}");
        }
        assert_eq!(limit(" ５０", 1, 100), Ok(Some(50)));
        let wrong = EditPlan { seats: "0".to_owned(), name: String::new(), ..plan().form() }.validate().unwrap_err();
        assert!(wrong.get("seats").is_some() && wrong.get("name").is_some());
    }
}
