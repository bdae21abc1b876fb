//! What is searched for.

use super::line::one_line;
use super::text_value;

/// Words to look for, spelled as stored names are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchWords(String);

impl SearchWords {
    /// The longest search, in characters; what is longer finds no name.
    pub const MOST: usize = 100;

    /// Reads what somebody typed; none if nothing is looked for, or what is too long to be found.
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
