//! The marks that models put around what they think.

/// What stands before thoughts and after them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marks {
    pub open: &'static str,
    pub close: &'static str,
}

/// The marks in use.
pub(crate) const MARKS: [Marks; 7] = [
    Marks { open: "<think>", close: "</think>" },
    Marks { open: "<thinking>", close: "</thinking>" },
    Marks { open: "<thought>", close: "</thought>" },
    Marks { open: "<reasoning>", close: "</reasoning>" },
    Marks { open: "<seed:think>", close: "</seed:think>" },
    Marks { open: "[THINK]", close: "[/THINK]" },
    Marks { open: "◁think▷", close: "◁/think▷" },
];

/// How a text begins, compared with a mark.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Start<'a> {
    /// With the mark, and this is the rest.
    Whole(&'a str),
    /// It ends before one can tell.
    Perhaps,
    Otherwise,
}

/// Compares the two, whatever the case of their letters.
pub(crate) fn start<'a>(text: &'a str, mark: &str) -> Start<'a> {
    let length = mark.len().min(text.len());
    let (begin, wanted) = (text.as_bytes().get(..length), mark.as_bytes().get(..length));
    match (begin, wanted) {
        (Some(begin), Some(wanted)) if begin.eq_ignore_ascii_case(wanted) => match text.get(mark.len()..) {
            Some(rest) if length == mark.len() => Start::Whole(rest),
            _ => Start::Perhaps,
        },
        _ => Start::Otherwise,
    }
}

/// Whether this may stand around marks without meaning anything.
pub(crate) fn is_margin(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}')
}
