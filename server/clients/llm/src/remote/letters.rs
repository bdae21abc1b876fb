//! Joins characters that a server has cut in two: surrogate halves of UTF-16 (`"\ud83d"`, then `"\ude00"`) and bytes of
//! UTF-8. A half without its other one becomes U+FFFD.

use std::str;

/// The half of a character that waits for its other one.
#[derive(Debug, Default)]
pub(super) struct Letters {
    high: Option<u16>,
    /// The first bytes of a character of UTF-8.
    bytes: Vec<u8>,
}

impl Letters {
    /// The text of a JSON string literal, given without its quotes.
    pub(super) fn read(&mut self, literal: &str) -> String {
        let mut text = String::with_capacity(literal.len());
        let mut letters = literal.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some('u') => self.half(hex(letters.by_ref().take(4)), &mut text),
                    Some(letter) => self.letter(unescaped(letter), &mut text),
                    None => {}
                },
                letter => self.letter(letter, &mut text),
            }
        }
        text
    }

    /// The replacement of a half whose other one never came.
    pub(super) fn end(&mut self) -> String {
        let mut text = String::new();
        self.give_up(&mut text);
        text
    }

    fn letter(&mut self, letter: char, text: &mut String) {
        self.give_up(text);
        text.push(letter);
    }

    fn half(&mut self, unit: u16, text: &mut String) {
        match (unit, self.high.take()) {
            (0xdc00..=0xdfff, Some(high)) => text.extend(char::decode_utf16([high, unit]).flatten()),
            (0xdc80..=0xdcff, None) => self.byte(unit.to_le_bytes()[0], text),
            (0xd800..=0xdbff, high) => {
                self.high = high;
                self.give_up(text);
                self.high = Some(unit);
            }
            (unit, high) => {
                self.high = high;
                self.letter(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER), text);
            }
        }
    }

    fn byte(&mut self, byte: u8, text: &mut String) {
        self.bytes.push(byte);
        match str::from_utf8(&self.bytes) {
            Ok(letter) => {
                text.push_str(letter);
                self.bytes.clear();
            }
            // More may come.
            Err(error) if error.error_len().is_none() => {}
            Err(_) if self.bytes.len() == 1 => self.give_up(text),
            Err(_) => {
                self.bytes.pop();
                self.give_up(text);
                self.byte(byte, text);
            }
        }
    }

    fn give_up(&mut self, text: &mut String) {
        if self.high.take().is_some() || !self.bytes.is_empty() {
            self.bytes.clear();
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
}

fn hex(digits: impl Iterator<Item = char>) -> u16 {
    u16::from_str_radix(&digits.collect::<String>(), 16).unwrap_or(0xfffd)
}

fn unescaped(letter: char) -> char {
    match letter {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'b' => '\u{8}',
        'f' => '\u{c}',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(literals: &[&str]) -> String {
        let mut letters = Letters::default();
        let mut text: String = literals.iter().map(|literal| letters.read(literal)).collect();
        text.push_str(&letters.end());
        text
    }

    #[test]
    fn escapes_are_undone() {
        assert_eq!(read(&[r#"a\n\t\"\\n\/\u00e4\ud83d\ude00 ä"#]), "a\n\t\"\\n/ä😀 ä");
    }

    #[test]
    fn halves_in_two_pieces_are_one_character() {
        assert_eq!(read(&[r"a\ud83d", "", r"\ude00b"]), "a😀b");
        assert_eq!(read(&[r"\udcf0\udc9f", r"\udc98", r"\udc80"]), "😀");
    }

    #[test]
    fn halves_that_nothing_joins_are_replaced_one_by_one() {
        assert_eq!(read(&[r"a\ud83d", "b"]), "a\u{fffd}b");
        assert_eq!(read(&[r"\ud83d\ud83d\ude00"]), "\u{fffd}😀");
        assert_eq!(read(&[r"\ude00\ud83d"]), "\u{fffd}\u{fffd}");
        assert_eq!(read(&[r"\udcf0\udc9fx\udcff\udcc3\udca4"]), "\u{fffd}x\u{fffd}ä");
    }
}
