//! Numbers as people type them.

use std::str::FromStr;

use super::code::digit;
use super::signs::{is_blank, is_joiner, is_unseen};

/// The text of a number: digits of any writing system as ASCII digits, and signs without their width. White space
/// around it and invisible characters are removed; everything else stays, so that it can be refused.
pub fn number_signs(typed: &str) -> String {
    let kept = typed.chars().filter(|sign| !is_unseen(*sign) && !is_joiner(*sign));
    let signs: String = kept.map(plain).collect();
    signs.trim_matches(is_blank).to_owned()
}

/// The number that the text is; none for any other text.
pub fn number<N: FromStr>(typed: &str) -> Option<N> {
    number_signs(typed).parse().ok()
}

fn plain(sign: char) -> char {
    match sign {
        '．' | '٫' => '.',
        '，' => ',',
        '－' | '−' => '-',
        '＋' => '+',
        '＄' => '$',
        sign => digit(sign).unwrap_or(sign),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_writing_system_make_numbers() {
        for typed in ["72", " ７２ ", "٧٢", "۷۲", "७२", "\u{200e}72\u{202c}", "\u{a0}72\u{3000}"] {
            assert_eq!(number(typed), Some(72), "{typed:?}");
        }
        assert_eq!((number_signs("９９．５"), number_signs("٩٩٫٥")), ("99.5".to_owned(), "99.5".to_owned()));
        assert_eq!(number::<i32>("－７"), Some(-7));
    }

    #[test]
    fn anything_else_stays_wrong() {
        for typed in ["", "7 2", "1,000", "½", "²", "seven", "7.5", "99999999999"] {
            assert_eq!(number::<i32>(typed), None, "{typed:?}");
        }
    }
}
