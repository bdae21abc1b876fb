//! Finds the beginning and end of formulas. Lines inside a displayed formula open no lists and quotes, however they
//! begin; characters that only look like the beginning of a formula are marked, so that money stays money and the
//! parser does not search in vain.

use std::ops::Range;

use crate::money::is_formula;
use crate::source::{DOLLAR, Lines, Mark, ROUND, SQUARE};
use crate::{environments, nesting};

/// The longest formula in bytes.
pub(crate) const LONGEST: usize = 2_000;

/// The displayed formulas of a text that have lines of their own.
pub(crate) struct Displayed {
    pub(crate) marks: Vec<Mark>,
    /// The byte range of each of them.
    pub(crate) ranges: Vec<Range<usize>>,
    /// The line (from 1) of one that has not ended yet.
    pub(crate) open_line: Option<usize>,
}

/// Guards the lines inside displayed formulas, blank ones too.
pub(crate) fn displayed(lines: &Lines<'_>) -> Displayed {
    let mut found = Displayed { marks: Vec::new(), ranges: Vec::new(), open_line: None };
    let mut at = 0;
    while at < lines.len() {
        let Some(opened) = Opened::at(lines, at) else {
            at += 1;
            continue;
        };
        match opened.end(lines) {
            End::At { line, byte } => {
                found.marks.extend((at + 1..=line).map(|line| opened.guard(lines, line)));
                // The parser knows no environments: it reads signs within them as anywhere.
                if !opened.is_environment {
                    found.ranges.push(lines.begin(at)..byte);
                }
                at = line + 1;
            }
            End::NotYet => {
                found.open_line = Some(at + 1);
                break;
            }
            End::Never => at += 1,
        }
    }
    found
}

/// A line that opens a formula and does not close it.
struct Opened {
    line: usize,
    quotes: usize,
    closer: String,
    is_environment: bool,
}

enum End {
    /// After this byte of this line.
    At {
        line: usize,
        byte: usize,
    },
    NotYet,
    Never,
}

impl Opened {
    fn at(lines: &Lines<'_>, line: usize) -> Option<Self> {
        let text = lines.line(line);
        let (before, words) = text.split_at_checked(nesting::words_at(text))?;
        let environment = environments::closer(words);
        let is_environment = environment.is_some();
        let (rest, closer) = match (environment, words.strip_prefix("$$")) {
            (Some(closer), _) => (words, closer),
            (None, Some(rest)) => (rest, "$$".to_owned()),
            (None, None) => (words.strip_prefix("\\[")?, "\\]".to_owned()),
        };
        let quotes = before.bytes().filter(|byte| *byte == b'>').count();
        (!rest.contains(&closer)).then_some(Self { line, quotes, closer, is_environment })
    }

    fn end(&self, lines: &Lines<'_>) -> End {
        let from = lines.begin(self.line);
        for line in self.line + 1..lines.len() {
            let text = lines.line(line);
            let words = text.trim_start_matches([' ', '\t', '>']);
            // Code and another formula are no part of this one.
            if lines.begin(line) - from > LONGEST
                || words.starts_with("```")
                || words.starts_with("~~~")
                || words.starts_with("\\[")
            {
                return End::Never;
            }
            if let Some(at) = text.find(&self.closer) {
                return End::At { line, byte: lines.begin(line) + at + self.closer.len() };
            }
        }
        End::NotYet
    }

    /// A guard after the blanks, and after as many quote marks as the formula is nested in.
    fn guard(&self, lines: &Lines<'_>, line: usize) -> Mark {
        let mut quotes = self.quotes;
        let text = lines.line(line);
        let words = text.find(|letter| {
            let is_quote = letter == '>' && quotes > 0;
            quotes -= usize::from(is_quote);
            !(is_quote || letter == ' ' || letter == '\t')
        });
        Mark::guard(lines.begin(line) + words.unwrap_or(text.len()))
    }
}

/// Marks text that looks like the beginning of a formula but is none, outside of displayed formulas.
pub(crate) fn inline(text: &str, lines: &Lines<'_>, displayed: &[Range<usize>]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut from = 0;
    for formula in displayed.iter().cloned().chain(std::iter::once(text.len()..text.len())) {
        while from < formula.start {
            let end = lines.begin(lines.next_blank(lines.holding(from))).min(formula.start);
            mark_signs(text, from..end, &mut marks);
            from = end.max(lines.begin(lines.holding(from) + 1)).min(formula.start);
        }
        from = formula.end;
    }
    marks
}

/// A sign that may open or close a formula.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// One dollar sign that is not one of several.
    Dollar,
    OpenRound,
    CloseRound,
    OpenSquare,
    CloseSquare,
}

impl Sign {
    /// The sign that closes a formula opened by this one, and the mark for an unclosed one.
    fn closer(self) -> Option<(Self, char)> {
        match self {
            Self::OpenRound => Some((Self::CloseRound, ROUND)),
            Self::OpenSquare => Some((Self::CloseSquare, SQUARE)),
            _ => None,
        }
    }
}

/// Marks signs in a range without blank lines.
fn mark_signs(text: &str, range: Range<usize>, marks: &mut Vec<Mark>) {
    let signs = signs(text, range);
    let mut index = 0;
    while let Some((at, sign)) = signs.get(index).copied() {
        index += 1;
        if let Some((closer, mark)) = sign.closer() {
            match closes(signs.get(index..).unwrap_or_default(), at, sign, closer) {
                Some(passed) => index += passed,
                None => marks.push(Mark { at, instead_of: 2, sign: mark }),
            }
        } else if sign == Sign::Dollar {
            match signs.get(index) {
                Some((end, Sign::Dollar)) if is_formula(text, at, *end) => index += 1,
                _ => marks.push(Mark { at, instead_of: 1, sign: DOLLAR }),
            }
        }
    }
}

/// How many signs a formula spans, if it ends before another one of its kind opens; dollars in it belong to it.
fn closes(ahead: &[(usize, Sign)], at: usize, opener: Sign, closer: Sign) -> Option<usize> {
    /// The most signs that one formula may hold: looking further for each would take too long.
    const SIGNS: usize = 64;
    let near = ahead.iter().take(SIGNS).take_while(|(end, sign)| *sign != opener && end - at <= LONGEST);
    near.map(|(_, sign)| *sign).position(|sign| sign == closer).map(|before| before + 1)
}

fn signs(text: &str, range: Range<usize>) -> Vec<(usize, Sign)> {
    let end = range.end;
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), range.start);
    while at < end {
        let next = bytes.get(at + 1);
        let (sign, width) = match (bytes.get(at), next) {
            (Some(b'\\'), Some(b'(')) => (Some(Sign::OpenRound), 2),
            (Some(b'\\'), Some(b')')) => (Some(Sign::CloseRound), 2),
            (Some(b'\\'), Some(b'[')) => (Some(Sign::OpenSquare), 2),
            (Some(b'\\'), Some(b']')) => (Some(Sign::CloseSquare), 2),
            (Some(b'\\'), Some(byte)) if byte.is_ascii() => (None, 2),
            (Some(b'$'), _) => {
                let width = bytes.iter().skip(at).take_while(|byte| **byte == b'$').count();
                ((width == 1).then_some(Sign::Dollar), width)
            }
            _ => (None, 1),
        };
        found.extend(sign.map(|sign| (at, sign)));
        at += width;
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::source::marked;

    #[test]
    fn money_and_names_are_no_formulas() {
        for text in [
            "$5 and $10",
            "from $5 up to 10$.",
            "US$5 or A$7",
            "$HOME/bin:$PATH",
            "a $ b $ c",
            "$5",
            "Costs $5 (5$ in Quebec)",
            "$PATH. 5$",
            "$PATH, or 5$",
        ] {
            assert!(!marked(text).text.contains('$'), "{text}");
        }
    }

    #[test]
    fn formulas_are_left() {
        for text in [
            "$x$",
            "($5x$)",
            "$5 \\text{ cm}$",
            "设$x$为",
            "$x*y*z$",
            "$a, b$",
            "$5 (5)$",
            "$f(5$",
            "\\(x\\)",
            "\\[x\\]",
            "$$x$$",
            "$2 + 2 = 4$",
        ] {
            assert_eq!(marked(text).text, text);
        }
    }

    #[test]
    fn what_opens_and_never_ends_is_marked() {
        assert!(!marked(&"\\(".repeat(1_000)).text.contains('\\'));
        assert!(!marked(&"\\[".repeat(1_000)).text.contains('\\'));
        assert_eq!(marked("\\\\(").text, "\\\\(");
    }

    #[test]
    fn a_formula_that_has_not_ended_is_open() {
        assert_eq!(marked("a\n\n$$\nx\n\n+ y").open_line, Some(3));
        assert_eq!(marked("a\n\n$$\nx\n\n+ y\n$$").open_line, None);
        assert_eq!(marked("$$\n```\n").open_line, None);
    }
}
