//! The changes in an entry's detail, as pairs that a person can read.

use std::collections::BTreeSet;

use audit_domain::Change;
use serde_json::{Map, Value};

/// Longer values are cut: the log shows that something changed, it is no archive of texts.
const LONGEST: usize = 300;

/// `before` and `after` side by side where they differ, and every other detail that has a value.
pub(super) fn changes(detail: &Value) -> Vec<Change> {
    let empty = Map::new();
    let part = |name: &str| detail.get(name).and_then(Value::as_object).unwrap_or(&empty);
    let (before, after) = (part("before"), part("after"));
    let fields: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differs = |field: &&String| value(before, field) != value(after, field);
    let compared = fields.into_iter().filter(differs).map(|field| Change {
        field: words(field),
        before: before.get(field).map(text),
        after: after.get(field).map(text),
    });
    let noted = detail.as_object().unwrap_or(&empty).iter();
    let noted = noted
        .filter(|(_, value)| !value.is_null())
        .filter(|(field, value)| !(value.is_object() && matches!(field.as_str(), "before" | "after")))
        .map(|(field, value)| Change { field: words(field), before: None, after: Some(text(value)) });
    let mut all: Vec<Change> = compared.chain(noted).collect();
    // The reason comes before the changes.
    all.sort_by_key(|change| change.field != "reason");
    all
}

/// A value that says something: null is the same as none.
fn value<'a>(part: &'a Map<String, Value>, field: &str) -> Option<&'a Value> {
    part.get(field).filter(|value| !value.is_null())
}

fn words(field: &str) -> String {
    field.replace('_', " ")
}

fn text(value: &Value) -> String {
    let whole = match value {
        Value::String(text) => text.clone(),
        Value::Null => "none".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Array(values) if values.is_empty() => "none".to_owned(),
        Value::Array(values) => values.iter().map(text).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    };
    if whole.chars().count() <= LONGEST {
        return whole;
    }
    let cut: String = whole.chars().take(LONGEST).collect();
    format!("{cut}…")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_differs_is_shown_side_by_side() {
        let detail = json!({
            "before": { "name": "Acme", "time_zone": "UTC", "limit": null },
            "after": { "name": "Acme Two", "time_zone": "UTC", "limit": 5 },
            "reason": "Rebranding",
        });
        let change = |field: &str, before: Option<&str>, after: &str| Change {
            field: field.to_owned(),
            before: before.map(str::to_owned),
            after: Some(after.to_owned()),
        };
        assert_eq!(
            changes(&detail),
            [
                change("reason", None, "Rebranding"),
                change("limit", Some("none"), "5"),
                change("name", Some("Acme"), "Acme Two")
            ]
        );
    }

    #[test]
    fn a_list_reads_as_words_and_what_has_no_value_is_left_out() {
        let detail = json!({
            "name": "Acme",
            "invite": null,
            "steps": ["Add your logo", "Invite a member"],
            "before": { "tier": null },
            "after": {},
        });
        let shown: Vec<_> = changes(&detail).into_iter().map(|change| (change.field, change.after)).collect();
        let expected = [("name", "Acme"), ("steps", "Add your logo, Invite a member")];
        assert_eq!(shown, expected.map(|(field, after)| (field.to_owned(), Some(after.to_owned()))));
        assert_eq!(changes(&json!({ "scopes": [] }))[0].after.as_deref(), Some("none"));
    }

    #[test]
    fn an_empty_or_odd_detail_shows_nothing_and_a_long_one_is_cut() {
        assert_eq!(changes(&json!({})), []);
        assert_eq!(changes(&json!("text")), []);
        let long = changes(&json!({ "prompt": "x".repeat(1000) }));
        assert_eq!(long[0].after.as_ref().unwrap().chars().count(), LONGEST + 1);
    }
}
