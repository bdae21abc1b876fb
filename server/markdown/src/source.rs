//! Prepares the text for the parser. Characters that the parser would misread, or read in time that grows faster than
//! the text, are marked with characters that no text may hold; `restored` removes the marks again, so that nobody sees
//! them, not even in code.

use std::borrow::Cow;

use crate::{delimiters, nesting, tables, underscores};

/// No block begins after it and nothing is opened.
pub(crate) const GUARD: char = '\u{fdd0}';
/// `\(` that opens no formula.
pub(crate) const ROUND: char = '\u{fdd1}';
/// `\[` that opens no formula.
pub(crate) const SQUARE: char = '\u{fdd2}';
/// `$` that is money or a name.
pub(crate) const DOLLAR: char = '\u{fdd3}';
/// Beside underscores that are emphasis: to the parser it is punctuation. No text can show the character itself, which
/// stands for an omitted object.
pub(crate) const JOINT: char = '\u{fffc}';
const MARKS: [char; 5] = [GUARD, ROUND, SQUARE, DOLLAR, JOINT];

/// A mark in a text: `instead_of` bytes at `at` are replaced by `sign`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) at: usize,
    pub(crate) instead_of: usize,
    pub(crate) sign: char,
}

impl Mark {
    pub(crate) fn guard(at: usize) -> Self {
        Self { at, instead_of: 0, sign: GUARD }
    }
}

/// A text that is safe to parse.
pub(crate) struct Marked {
    pub(crate) text: String,
    /// The line (from 1) of a formula that has not ended yet.
    pub(crate) open_line: Option<usize>,
}

/// Marks a text; it keeps its lines.
pub(crate) fn marked(text: &str) -> Marked {
    let text = without_marks(text);
    let lines = Lines::of(&text);
    let formulas = delimiters::displayed(&lines);
    let mut marks = formulas.marks;
    marks.extend(delimiters::inline(&text, &lines, &formulas.ranges));
    marks.extend(lines.iter().filter_map(|(at, line)| Some(Mark::guard(at + nesting::too_deep(line)?))));
    marks.extend(tables::too_wide(&lines));
    marks.extend(underscores::emphasis(&text));
    marks.sort_by_key(|mark| (mark.at, mark.instead_of));
    Marked { text: apply(&text, &marks), open_line: formulas.open_line }
}

fn without_marks(text: &str) -> Cow<'_, str> {
    if text.contains(MARKS) { Cow::Owned(text.replace(MARKS, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

fn apply(text: &str, marks: &[Mark]) -> String {
    let mut marked = String::with_capacity(text.len() + 3 * marks.len());
    let mut done = 0;
    for mark in marks {
        if let Some(before) = text.get(done..mark.at) {
            marked.push_str(before);
            marked.push(mark.sign);
            done = mark.at + mark.instead_of;
        }
    }
    marked.push_str(text.get(done..).unwrap_or_default());
    marked
}

/// Restores the typed text, where text is shown as it was typed.
pub(crate) fn restored(text: &mut String) {
    if text.contains(MARKS) {
        let typed = text.replace([GUARD, JOINT], "").replace(ROUND, "\\(").replace(SQUARE, "\\[").replace(DOLLAR, "$");
        *text = typed;
    }
}

/// The text without its marks, where Markdown removes backslashes.
pub(crate) fn unescaped(html: &str) -> Cow<'_, str> {
    if html.contains(MARKS) {
        Cow::Owned(html.replace([GUARD, JOINT], "").replace(ROUND, "(").replace(SQUARE, "[").replace(DOLLAR, "$"))
    } else {
        Cow::Borrowed(html)
    }
}

/// The lines of a text as the parser counts them, each with its ending.
pub(crate) struct Lines<'a> {
    text: &'a str,
    /// The byte at which each line begins, and at last the end of the text.
    begins: Vec<usize>,
    /// For each line the first blank one from it on, or the number of lines.
    blanks: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let mut begins = vec![0];
        let mut letters = text.bytes().enumerate().peekable();
        while let Some((at, letter)) = letters.next() {
            let is_end = match letter {
                b'\n' => true,
                b'\r' => letters.peek().is_none_or(|(_, next)| *next != b'\n'),
                _ => false,
            };
            if is_end && at + 1 < text.len() {
                begins.push(at + 1);
            }
        }
        if !text.is_empty() {
            begins.push(text.len());
        }
        let mut lines = Self { text, begins, blanks: Vec::new() };
        lines.find_blanks();
        lines
    }

    fn find_blanks(&mut self) {
        let mut next = self.len();
        let mut blanks: Vec<usize> = (0..self.len())
            .rev()
            .map(|line| {
                if self.line(line).trim().is_empty() {
                    next = line;
                }
                next
            })
            .collect();
        blanks.reverse();
        self.blanks = blanks;
    }

    /// How many lines there are.
    pub(crate) fn len(&self) -> usize {
        self.begins.len() - 1
    }

    /// A line by its index from 0; empty beyond the last.
    pub(crate) fn line(&self, line: usize) -> &'a str {
        self.text.get(self.begin(line)..self.begin(line + 1)).unwrap_or_default()
    }

    /// The byte at which a line begins.
    pub(crate) fn begin(&self, line: usize) -> usize {
        self.begins.get(line).copied().unwrap_or(self.text.len())
    }

    /// The line that holds a byte.
    pub(crate) fn holding(&self, byte: usize) -> usize {
        self.begins.partition_point(|begin| *begin <= byte).saturating_sub(1)
    }

    /// The first blank line from this one on, or the number of lines.
    pub(crate) fn next_blank(&self, line: usize) -> usize {
        self.blanks.get(line).copied().unwrap_or_else(|| self.len())
    }

    /// The lines, each with the byte at which it begins.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &'a str)> + '_ {
        (0..self.len()).map(|line| (self.begin(line), self.line(line)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_end_as_the_parser_ends_them() {
        let lines = Lines::of("a\r\nb\rc\n\nd");
        let all: Vec<&str> = lines.iter().map(|(_, line)| line).collect();
        assert_eq!(all, ["a\r\n", "b\r", "c\n", "\n", "d"]);
        assert_eq!((lines.next_blank(0), lines.next_blank(4)), (3, 5));
        assert_eq!(Lines::of("").len(), 0);
    }

    proptest! {
        #[test]
        fn what_is_marked_reads_again_as_it_was_typed(text in "[-a5 >|:$()\\[\\]\\\\*\n\t]{0,200}") {
            let mut marked = marked(&text).text;
            prop_assert_eq!(marked.lines().count(), text.lines().count());
            restored(&mut marked);
            prop_assert_eq!(marked, text);
        }
    }
}
