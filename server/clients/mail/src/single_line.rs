//! The rule for headers and sentences: a value on one line holds no control characters.

use std::borrow::Cow;

use crate::MailError;

/// Refuses CR, LF, every other control character and the Unicode line and paragraph separators.
pub fn check(field: &'static str, value: &str) -> Result<(), MailError> {
    if value.contains(breaks) { Err(MailError::ControlCharacter { field }) } else { Ok(()) }
}

/// The value with a space in the place of each of them: an odd character in a name is no reason to lose a letter.
pub fn flat(value: &str) -> Cow<'_, str> {
    if value.contains(breaks) { Cow::Owned(value.replace(breaks, " ")) } else { Cow::Borrowed(value) }
}

fn breaks(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::{check, flat};

    #[test]
    fn names_in_any_script_pass_and_line_breaks_do_not() {
        assert_eq!(check("name", "Łukasz 王 <b>&\"'"), Ok(()));
        for value in ["a\r\nBcc: b", "a\nb", "a\rb", "a\0b", "a\u{85}b", "a\u{2028}b"] {
            assert!(check("name", value).is_err(), "{value:?} passed");
            assert_eq!(check("name", &flat(value)), Ok(()), "{value:?}");
        }
    }
}
