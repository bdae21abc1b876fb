//! Multi-line text: notes, instructions, messages.

use serde::Serialize;

use super::line::has_visible;
use super::signs::{is_tag, is_unseen, takes_tag};
use super::text_value;
use crate::figures::count;

/// The longest instructions of an agent, in characters.
pub const PROMPT_MAX: usize = 20_000;

/// Text as written, with one kind of line break and without control characters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Prose(String);

impl Prose {
    /// Accepts any text of any length; white space around it is removed, and invisible text becomes empty.
    pub fn of(text: &str) -> Self {
        let text = text.replace("\r\n", "\n");
        let kept = text.chars().filter_map(|sign| match sign {
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\n' | '\t' => Some(sign),
            '\u{feff}' | '\u{fffe}' | '\u{ffff}' => None,
            sign => (!sign.is_control()).then_some(sign),
        });
        let kept: String = kept.collect();
        if has_visible(&kept) { Self(kept.trim().to_owned()) } else { Self::default() }
    }

    /// Parses text of at most `most` characters; the error is a sentence to show beside the field.
    pub fn parse(text: &str, most: usize) -> Result<Self, String> {
        let text = Self::of(text);
        if text.chars().count() > most {
            return Err(format!("Use at most {} characters.", count(i64::try_from(most).unwrap_or(i64::MAX))));
        }
        Ok(text)
    }

    /// The same for text that others read as it is: invisible characters are removed too, such as those that change the
    /// direction of writing, so that no text can look like another. Empty text is none.
    pub fn plain(text: &str, most: usize) -> Result<Option<Self>, String> {
        let mut before = '\0';
        let is_seen = |sign: &char| {
            let is_seen = !is_unseen(*sign) && (!is_tag(*sign) || takes_tag(before));
            if is_seen {
                before = *sign;
            }
            is_seen
        };
        let seen: String = text.chars().filter(is_seen).collect();
        Self::optional(&seen, most)
    }

    /// The same as [`Self::parse`] where empty text is none.
    pub fn optional(text: &str, most: usize) -> Result<Option<Self>, String> {
        Self::parse(text, most).map(|text| Some(text).filter(|text| !text.is_empty()))
    }
}

text_value!(Prose);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_end_in_one_way_and_control_characters_go() {
        let text = Prose::of(" One\r\ntwo\rthree\u{2028}four\0\u{1}\u{1b}[0m\tfive\u{85} ");
        assert_eq!(text, "One\ntwo\nthree\nfour[0m\tfive");
        assert!(Prose::of("\u{200b}\r\n\u{2800}").is_empty());
        assert_eq!(Prose::parse("ab", 1).unwrap_err(), "Use at most 1 characters.");
        assert_eq!(Prose::parse(&"x".repeat(20_001), 20_000).unwrap_err(), "Use at most 20,000 characters.");
    }

    #[test]
    fn plain_text_holds_nothing_that_turns_or_hides_letters() {
        let odd = "Owes\u{202e} 100\u{202c} \u{2067}EUR\u{2069}\u{200b}\n\tsince \u{feff}May\u{e0041}";
        assert_eq!(Prose::plain(odd, 100).unwrap().unwrap(), "Owes 100 EUR\n\tsince May");
        for whole in ["👩‍💻 ❤\u{fe0f} 🏴\u{e0067}\u{e0062}", "می‌خواهم", "مرحبا\nשלום"] {
            assert_eq!(Prose::plain(whole, 100).unwrap().unwrap(), whole);
        }
        assert_eq!(Prose::plain("\u{202e}\u{202c} ", 100), Ok(None));
        assert!(Prose::plain(&"x".repeat(101), 100).is_err());
    }

    proptest! {
        #[test]
        fn text_is_read_as_itself(text in any::<String>()) {
            let prose = Prose::of(&text);
            prop_assert_eq!(Prose::of(&prose), prose.clone());
            prop_assert!(!prose.chars().any(|sign| sign.is_control() && sign != '\n' && sign != '\t'));
        }
    }
}
