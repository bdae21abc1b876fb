//! Reads fields that may be missing or malformed.

use serde_json::Value;

/// No id of Stripe's is longer.
const LONGEST: usize = 255;

/// A field's text, as Stripe gives ids, kinds and states: printable, and never long.
pub(crate) fn text(object: &Value, field: &str) -> Option<String> {
    let text = object.get(field)?.as_str()?;
    let is_word = (1..=LONGEST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    is_word.then(|| text.to_owned())
}

/// A field's whole number.
pub(crate) fn number(object: &Value, field: &str) -> Option<i64> {
    object.get(field)?.as_i64()
}

/// A field with a value.
pub(crate) fn present<'a>(object: &'a Value, field: &str) -> Option<&'a Value> {
    object.get(field).filter(|value| !value.is_null())
}
