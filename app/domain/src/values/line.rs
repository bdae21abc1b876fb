//! Text on one line, as it is stored and compared.

use super::signs::{is_blank, is_joiner, is_selector, is_tag, is_unseen, takes_tag};
use super::tables::{compatible, composed, is_mark, is_written};

/// The text on one line without invisible characters: any white space becomes one space, and letters are composed.
/// Control characters are removed.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let (mut gap, mut joiner) = (false, None);
    for sign in text.chars().filter(|sign| is_blank(*sign) || !(sign.is_control() || is_unseen(*sign))) {
        if is_blank(sign) {
            (gap, joiner) = (!line.is_empty(), None);
        } else if is_joiner(sign) {
            joiner = Some(sign).filter(|_| !line.is_empty() && !gap);
        } else if is_selector(sign) || is_tag(sign) {
            let fits = line
                .chars()
                .next_back()
                .is_some_and(|last| if is_tag(sign) { takes_tag(last) } else { !is_selector(last) && !is_tag(last) });
            if fits && !gap && joiner.is_none() {
                line.push(sign);
            }
        } else {
            if std::mem::take(&mut gap) {
                line.push(' ');
            }
            line.extend(joiner.take());
            line.push(sign);
        }
    }
    composed(&line)
}

/// Whether the text contains a control character that is not white space.
pub(super) fn has_control(text: &str) -> bool {
    text.chars().any(|sign| sign.is_control() && !is_blank(sign))
}

/// Whether any of the text is visible: a combining mark without a letter is not.
pub fn has_visible(text: &str) -> bool {
    text.chars().any(|sign| !is_hidden(sign) && !is_mark(sign))
}

/// Whether any of the text can be read: a letter, a number or a sign. A name needs that; a character for private use or
/// not assigned yet is at most an empty box.
pub(super) fn has_readable(text: &str) -> bool {
    text.chars().any(|sign| !is_hidden(sign) && is_written(sign))
}

fn is_hidden(sign: char) -> bool {
    is_blank(sign) || sign.is_control() || is_unseen(sign) || is_joiner(sign) || is_selector(sign) || is_tag(sign)
}

/// The text, or another one where none of it is visible: a link needs something to press.
pub fn shown<'a>(text: &'a str, otherwise: &'a str) -> &'a str {
    if has_visible(text) { text } else { otherwise }
}

/// Whether two texts look the same to a reader: apart from white space, characters that are invisible or only join or
/// vary their neighbours, the kind of a hyphen, and the width or composition of letters. Upper and lower case differ.
pub fn reads_as(one: &str, other: &str) -> bool {
    as_read(one) == as_read(other)
}

fn as_read(text: &str) -> String {
    let seen = |sign: &char| !is_joiner(*sign) && !is_selector(*sign);
    let plain = |sign| if matches!(sign, '\u{2010}' | '\u{2011}' | '\u{2013}') { '-' } else { sign };
    let kept: String = one_line(text).chars().filter(seen).collect();
    // The compatible form of a hyphen that does not break is another hyphen.
    let read: String = compatible(&kept).chars().map(plain).collect();
    one_line(&read)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn white_space_of_every_kind_is_one_space() {
        for gap in
            ["\t", "\u{2028}", "\u{2029}", "\u{a0}", "\u{3000}", "\r\n", "\u{2800}", "\u{3164}", " \u{202f} ", "\u{85}"]
        {
            assert_eq!(one_line(&format!("{gap}Northwind{gap}Agency{gap}")), "Northwind Agency", "{gap:?}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_left_out_and_what_it_makes_visible_stays() {
        assert_eq!(one_line("\u{202e}Nor\u{200b}th\u{ad}\u{2066}wind\u{feff}\u{e0041}"), "Northwind");
        for whole in [
            "👩‍💻",
            "🇩🇪",
            "🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
            "❤\u{fe0f}‍🔥",
            "می‌خواهم",
            "葛\u{e0100}",
        ] {
            assert_eq!(one_line(whole), whole);
        }
        assert_eq!(one_line("a\u{200d} \u{200d}b\u{200c}"), "a b");
    }

    #[test]
    fn names_that_show_nothing_are_noticed() {
        for nothing in [
            "",
            " ",
            "\u{200b}",
            "\u{2800}\u{2800}",
            "\u{3164}",
            "\u{115f}",
            "\u{ad}",
            "\u{e0041}",
            "\u{202e}",
            "\u{200d}",
            "\u{301}",
            "\u{fe0f}",
        ] {
            assert!(!has_visible(nothing), "{nothing:?}");
        }
        assert!(has_visible("é") && has_visible("e\u{301}") && has_visible("!") && has_visible("👩‍💻"));
    }

    #[test]
    fn what_reads_the_same_is_the_same() {
        for typed in ["Café  Zürich", "Cafe\u{301}\u{a0}Zu\u{308}rich", " Ｃafé\tZürich\u{200b} "] {
            assert!(reads_as("Café Zürich", typed) && reads_as(typed, "Café Zürich"), "{typed:?}");
        }
        for (name, typed) in [
            ("No\u{200d}wind", "Nowind"),
            ("A\u{fe0f}B", "AB"),
            ("x\u{2011}y", "x-y"),
            ("x\u{2010}y \u{2013} z", "x-y - z"),
            ("❤\u{fe0f} Yoga", "❤ Yoga"),
        ] {
            assert!(reads_as(name, typed) && reads_as(typed, name), "{name:?}");
        }
        assert!(!reads_as("x\u{2014}y", "x-y") && !reads_as("x-y", "xy"));
        for other in ["café Zürich", "Cafe Zürich", "CaféZürich", ""] {
            assert!(!reads_as("Café Zürich", other), "{other:?}");
        }
    }

    proptest! {
        #[test]
        fn a_line_is_read_as_itself(text in any::<String>()) {
            let line = one_line(&text);
            prop_assert_eq!(&one_line(&line), &line);
            prop_assert!(!line.chars().any(|sign| sign.is_control() || (is_blank(sign) && sign != ' ') || is_unseen(sign)));
            prop_assert!(line.trim() == line && !line.contains("  "));
            prop_assert!(reads_as(&text, &line));
        }
    }
}
