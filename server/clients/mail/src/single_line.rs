//! The rule that keeps headers and sentences whole: a value on one line holds no control characters.

use crate::MailError;

/// Refuses CR, LF, every other control character and the Unicode line and paragraph separators.
pub fn check(field: &'static str, value: &str) -> Result<(), MailError> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if value.chars().any(breaks) { Err(MailError::ControlCharacter { field }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn names_in_any_script_pass_and_line_breaks_do_not() {
        assert_eq!(check("name", "Łukasz 王 <b>&\"'"), Ok(()));
        for value in ["a\r\nBcc: b", "a\nb", "a\rb", "a\0b", "a\u{85}b", "a\u{2028}b"] {
            assert!(check("name", value).is_err(), "{value:?} passed");
        }
    }
}
