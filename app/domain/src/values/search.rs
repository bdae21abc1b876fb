//! Search terms.

use super::line::one_line;
use super::text_value;

/// Words to look for, normalised like stored names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchWords(String);

impl SearchWords {
    /// The longest search, in characters; a longer one matches no name.
    pub const MOST: usize = 100;

    /// Parses what somebody typed; none if it is empty, or too long to match anything.
    pub fn of(text: &str) -> Option<Self> {
        let words = one_line(text);
        (1..=Self::MOST).contains(&words.chars().count()).then_some(Self(words))
    }
}

text_value!(SearchWords);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_spelled_as_names_are() {
        assert_eq!(SearchWords::of(" Zu\u{308}rich\t\0Co\u{200b} ").unwrap(), "Zürich Co");
        for nothing in ["", " \u{3000}", "\0", "\u{200b}", &"x".repeat(101)] {
            assert_eq!(SearchWords::of(nothing), None, "{nothing:?}");
        }
    }
}
