//! Selects one of several choices: nobody asks for more than one, but some servers send more.

use super::json::{Fields, items};

/// A choice and its number, 0 where it has none.
#[derive(Debug)]
pub(super) struct Choice<'a> {
    pub number: u64,
    pub fields: Fields<'a>,
}

/// The choice with this number, or else the first; from a list, a map, or the choice itself.
pub(super) fn choice_in(choices: &str, number: Option<u64>) -> Option<Choice<'_>> {
    let all = all(choices);
    match number {
        Some(number) => all.into_iter().find(|choice| choice.number == number),
        None => all.into_iter().min_by_key(|choice| choice.number),
    }
}

fn all(choices: &str) -> Vec<Choice<'_>> {
    if choices.starts_with('[') {
        let fields = items(choices).into_iter().filter_map(Fields::read);
        return fields.map(|fields| Choice { number: number_in(&fields).unwrap_or_default(), fields }).collect();
    }
    let Some(fields) = Fields::read(choices) else { return Vec::new() };
    if ["delta", "message", "text", "finish_reason"].iter().any(|field| fields.get(field).is_some()) {
        return vec![Choice { number: number_in(&fields).unwrap_or_default(), fields }];
    }
    let of_map = |(name, choice): (&str, _)| {
        let fields = Fields::read(choice)?;
        Some(Choice { number: number_in(&fields).or_else(|| name.parse().ok()).unwrap_or_default(), fields })
    };
    fields.all().filter_map(of_map).collect()
}

fn number_in(choice: &Fields<'_>) -> Option<u64> {
    choice.get("index")?.trim_matches('"').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(choices: &str, number: Option<u64>) -> Option<(u64, &str)> {
        choice_in(choices, number).map(|choice| (choice.number, choice.fields.get("text").unwrap_or_default()))
    }

    #[test]
    fn one_choice_is_read_and_stays_the_one() {
        let list = r#"[{"index":1,"text":"b"},{"index":0,"text":"a"}]"#;
        assert_eq!(chosen(list, None), Some((0, "\"a\"")));
        assert_eq!(chosen(list, Some(1)), Some((1, "\"b\"")));
        assert_eq!(chosen(list, Some(2)), None);
        let map = r#"{"1":{"text":"b"},"0":{"text":"a"}}"#;
        assert_eq!(chosen(map, None), Some((0, "\"a\"")));
        assert_eq!(chosen(r#"{"text":"a","index":"1"}"#, None), Some((1, "\"a\"")));
        assert_eq!(chosen(r#"[null,{"text":"a","index":-1}]"#, None), Some((0, "\"a\"")));
    }
}
