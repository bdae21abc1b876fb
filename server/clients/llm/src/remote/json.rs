//! JSON as servers send it: an object whose fields are read one by one, so that an odd field is skipped alone.

use std::collections::HashMap;

use serde_json::{Value, value::RawValue};

/// No answer has more tokens; a greater number is a server's mistake.
const MOST_TOKENS: f64 = 100_000_000.0;

/// The unparsed fields of an object.
#[derive(Debug)]
pub(super) struct Fields<'a>(HashMap<String, &'a RawValue>);

impl<'a> Fields<'a> {
    /// None unless the text is one object.
    pub(super) fn read(json: &'a str) -> Option<Self> {
        if !json.trim_start().starts_with('{') {
            return None;
        }
        serde_json::from_str(json).ok().map(Self)
    }

    /// The text of a field; `null` counts as none.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.0.get(name).map(|value| value.get()).filter(|value| *value != "null")
    }

    /// A field that is a plain string.
    pub(super) fn word(&self, name: &str) -> Option<String> {
        serde_json::from_str(self.get(name)?).ok()
    }

    /// All fields, in no order.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &'a str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.get()))
    }
}

/// Whether an error field reports no error: empty, only zeros, or a success.
pub(super) fn says_nothing(json: &str) -> bool {
    fn is_nothing(value: &Value) -> bool {
        match value {
            Value::Null | Value::Bool(false) => true,
            Value::Bool(true) => false,
            Value::Number(number) => {
                number.as_f64().is_some_and(|number| number == 0.0 || (200.0..300.0).contains(&number))
            }
            Value::String(word) => {
                let word = word.trim().to_ascii_lowercase();
                matches!(word.as_str(), "" | "0" | "200" | "ok" | "success" | "successful" | "none" | "null" | "false")
            }
            Value::Array(items) => items.iter().all(is_nothing),
            Value::Object(fields) => fields.values().all(is_nothing),
        }
    }
    serde_json::from_str(json).is_ok_and(|value| is_nothing(&value))
}

/// The items of a list; empty for anything else.
pub(super) fn items(json: &str) -> Vec<&str> {
    let items: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
    items.into_iter().map(RawValue::get).collect()
}

/// A number of tokens: whole or not, perhaps in quotes; none if it is impossible.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the range by then")]
pub(super) fn count(json: &str) -> Option<u32> {
    let number: f64 = json.trim_matches('"').trim().parse().ok()?;
    (0.0..=MOST_TOKENS).contains(&number).then(|| number.ceil() as u32)
}

/// The text with common mistakes of hand-written JSON repaired: `NaN` and the like in the place of a value, control
/// characters inside of strings.
pub(super) fn mended(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let (mut is_string, mut is_escaped) = (false, false);
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let word = if is_string { None } else { NO_NUMBERS.iter().find(|word| rest.starts_with(**word)) };
        if let Some(word) = word {
            mended.push_str("null");
            rest = rest.get(word.len()..).unwrap_or_default();
            continue;
        }
        if is_string && letter.is_ascii_control() {
            mended.push_str("\\u00");
            mended.extend([u32::from(letter) >> 4, u32::from(letter) & 15].into_iter().filter_map(digit));
        } else {
            mended.push(letter);
        }
        if letter == '"' && !is_escaped {
            is_string = !is_string;
        }
        is_escaped = is_string && letter == '\\' && !is_escaped;
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
    }
    mended
}

fn digit(number: u32) -> Option<char> {
    char::from_digit(number, 16)
}

const NO_NUMBERS: [&str; 6] = ["NaN", "nan", "-Infinity", "Infinity", "undefined", "None"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_taken_as_far_as_they_make_sense() {
        let counts = ["7", "7.5", "\"7\"", "-1", "\"x\"", "[7]", "1e400", "99999999999", "0"];
        let read: Vec<Option<u32>> = counts.into_iter().map(count).collect();
        assert_eq!(read, [Some(7), Some(8), Some(7), None, None, None, None, None, Some(0)]);
    }

    #[test]
    fn a_field_for_errors_may_say_that_there_is_none() {
        for none in [
            "null",
            "false",
            "0",
            "\"\"",
            "{}",
            "[]",
            r#"{"code":0,"message":""}"#,
            r#"{"code":"200","message":"OK"}"#,
            "[{}]",
        ] {
            assert!(says_nothing(none), "{none}");
        }
        for error in ["true", "1", "\"x\"", r#"{"code":0,"message":"x"}"#, r#"{"code":429,"message":""}"#, "[\"x\"]"] {
            assert!(!says_nothing(error), "{error}");
        }
    }

    #[test]
    fn an_object_with_a_field_twice_or_half_a_character_is_read() {
        let fields = Fields::read(r#"{"a":1,"a":"\ud83d","b":null}"#).unwrap();
        assert_eq!((fields.get("a"), fields.get("b")), (Some(r#""\ud83d""#), None));
        assert!(Fields::read("[1]").is_none() && Fields::read("{\"a\"").is_none());
    }

    #[test]
    fn slips_are_put_right_outside_and_inside_of_strings() {
        let text = "{\"a\": NaN, \"b\": -Infinity, \"c\": \"NaN \\\" None\t\"}";
        assert_eq!(mended(text), "{\"a\": null, \"b\": null, \"c\": \"NaN \\\" None\\u0009\"}");
    }
}
