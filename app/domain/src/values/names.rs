//! Names of things: each on one line with a maximum length of its own.

use serde::Serialize;

use super::line::{has_control, has_readable, one_line};
use super::text_value;

macro_rules! lines {
    ($($(#[$doc:meta])* $name:ident: $most:literal, $missing:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The most characters.
            pub const MOST: usize = $most;

            /// Parses what somebody typed; the error is a sentence to show beside the field.
            pub fn parse(text: &str) -> Result<Self, String> {
                checked(text, Self::MOST, $missing).map(Self)
            }

            /// The same, where empty text is none.
            pub fn optional(text: &str) -> Result<Option<Self>, String> {
                if text.trim().is_empty() { Ok(None) } else { Self::parse(text).map(Some) }
            }

            /// The nearest valid value, for text that nobody can correct: invalid characters are removed, and it is cut
            /// if it is too long. None if none of it can be read.
            pub fn nearest(text: &str) -> Option<Self> {
                let cut: String = one_line(text).chars().take(Self::MOST).collect();
                // Cutting may leave a joiner or a space at the end.
                Some(one_line(&cut)).filter(|line| has_readable(line)).map(Self)
            }

            /// The same, with a placeholder where nothing can be read.
            pub fn or_unnamed(text: &str) -> Self {
                Self::nearest(text).unwrap_or_else(|| Self("Unnamed".to_owned()))
            }
        }

        text_value!($name);
    )*};
}

lines! {
    /// A person's name.
    PersonName: 120, "Enter your name.";
    /// An organisation's name.
    OrganizationName: 120, "Enter a name.";
    /// An agent's name.
    AgentName: 80, "Enter a name.";
    /// The name of an API key.
    ApiKeyName: 80, "Say what the key is for.";
    /// An organisation's name for one of its tiers.
    TierLabel: 40, "Enter a name.";
    /// A plan's name.
    PlanName: 60, "Enter a name.";
    /// The name in front of a mail's sender.
    SenderName: 60, "Enter a name.";
    /// A conversation's title.
    ConversationTitle: 200, "Enter a title.";
    /// The reason for an act, on one line.
    Reason: 500, "Say why.";
}

fn checked(text: &str, most: usize, missing: &str) -> Result<String, String> {
    if has_control(text) {
        return Err("Leave out control characters.".to_owned());
    }
    let line = one_line(text);
    if text.trim().is_empty() {
        return Err(missing.to_owned());
    }
    if !has_readable(&line) {
        return Err("Nothing of this can be seen. Use letters, digits or signs.".to_owned());
    }
    if line.chars().count() > most {
        return Err(format!("Use at most {most} characters."));
    }
    Ok(line)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_stays_on_one_line() {
        assert_eq!(PersonName::parse("  Olivia\r\n  Owner ").unwrap(), "Olivia Owner");
        assert_eq!(OrganizationName::parse("Northwind\tAgency").unwrap(), "Northwind Agency");
        assert_eq!(OrganizationName::parse("Northwind\u{2028}Agency").unwrap(), "Northwind Agency");
        assert_eq!(PersonName::parse(" \t ").unwrap_err(), "Enter your name.");
        assert!(PersonName::parse(&"ü".repeat(120)).is_ok() && PersonName::parse(&"x".repeat(121)).is_err());
        assert!(PersonName::parse(&"u\u{308}".repeat(120)).is_ok(), "a letter and its mark are one character");
    }

    #[test]
    fn control_characters_and_names_that_show_nothing_are_refused() {
        for text in ["Olivia\0", "Nor\u{1}thwind", "a\u{7f}", "a\u{9b}1m", "\u{1b}[31mred"] {
            assert_eq!(OrganizationName::parse(text).unwrap_err(), "Leave out control characters.", "{text:?}");
        }
        for text in ["\u{200b}", "\u{2800}", "\u{202e}\u{202c}", "\u{3164} \u{3164}", "\u{e0041}", "\u{301}"] {
            assert!(OrganizationName::parse(text).is_err() && OrganizationName::nearest(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn a_name_needs_something_that_can_be_read() {
        for code in [
            0x13430,
            0x13431,
            0x1343f,
            0xfffc,
            0xe000,
            0xf8ff,
            0xf0000,
            0x0010_fffd,
            0x378,
            0x2fe0,
            0xffef,
            0x3fffd,
            0x300,
        ] {
            let text = char::from_u32(code).unwrap().to_string();
            let error = OrganizationName::parse(&text).unwrap_err();
            assert!(error.starts_with("Nothing of this") && PersonName::nearest(&text).is_none(), "{code:x}: {error}");
            assert!(OrganizationName::parse(&format!("{text}x")).is_ok(), "{code:x}");
        }
        for whole in ["王", "7", "!", "½", "👩‍💻", "🏴\u{e0067}\u{e0062}\u{e007f}", "€", "e\u{301}", "ᚠ", "\u{13000}"]
        {
            assert!(OrganizationName::parse(whole).is_ok(), "{whole}");
        }
    }

    #[test]
    fn the_nearest_name_is_always_one() {
        assert_eq!(PersonName::nearest("Mia\0\u{1} Keller\r\n").unwrap(), "Mia Keller");
        assert_eq!(PersonName::nearest(&"x".repeat(500)).unwrap().chars().count(), 120);
        assert_eq!(OrganizationName::or_unnamed("\0\u{200b}"), "Unnamed");
    }

    proptest! {
        #[test]
        fn a_name_is_read_as_itself(text in any::<String>(), odd in "[\\u{0}-\\u{3}\\u{200b}-\\u{202e}\\u{3164}\\u{2800}a ]{0,12}") {
            for text in [text.clone(), odd.clone(), format!("{text}{odd}")] {
                if let Ok(name) = OrganizationName::parse(&text) {
                    prop_assert!(!name.chars().any(char::is_control) && name.chars().count() <= 120);
                    prop_assert_eq!(OrganizationName::parse(&name), Ok(name.clone()));
                    prop_assert_eq!(OrganizationName::nearest(&text), Some(name));
                }
                let nearest = OrganizationName::or_unnamed(&text);
                prop_assert_eq!(OrganizationName::parse(&nearest), Ok(nearest.clone()));
            }
        }
    }
}
