//! Search terms.

use super::line::one_line;
use super::text_value;

/// Words to look for, normalised like stored names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchWords(String);

impl SearchWords {
    /// The longest search, in characters; a longer one is cut.
    pub const MOST: usize = 100;

    /// Parses what somebody typed; none if it is empty, which searches for nothing and finds everything.
    pub fn of(text: &str) -> Option<Self> {
        let cut: String = one_line(text).chars().take(Self::MOST).collect();
        // Cutting may leave a joiner or a space at the end.
        Some(one_line(&cut)).filter(|words| !words.is_empty()).map(Self)
    }
}

text_value!(SearchWords);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_spelled_as_names_are() {
        assert_eq!(SearchWords::of(" Zu\u{308}rich\t\0Co\u{200b} ").unwrap(), "Zürich Co");
        for nothing in ["", " \u{3000}", "\0", "\u{200b}"] {
            assert_eq!(SearchWords::of(nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn a_long_search_is_cut_and_never_becomes_none() {
        assert_eq!(SearchWords::of(&"x".repeat(100)).unwrap(), "x".repeat(100));
        assert_eq!(SearchWords::of(&"x".repeat(101)).unwrap(), "x".repeat(100));
        assert_eq!(SearchWords::of(&format!("{} y", "é".repeat(99))).unwrap(), "é".repeat(99));
    }
}
