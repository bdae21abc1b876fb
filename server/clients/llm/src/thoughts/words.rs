//! The answer itself, watching for reasoning that does not begin it: after a preamble, or before a closing mark without
//! an opening one.

use super::{
    Place, Step,
    code::Code,
    held::{Closed, Held},
    marks::{MARKS, Marks, Start, begins_mark},
    say,
    within::Within,
};
use crate::ChatEvent;

/// Reasoning begins after at most this many characters of the answer.
const MAX_PREAMBLE: usize = 300;

/// An answer that has begun.
#[derive(Debug, Default)]
pub(super) struct Words {
    watch: Watch,
    code: Code,
    letters: usize,
    last: Option<char>,
    last_visible: Option<char>,
}

/// The marks that may count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Watch {
    /// No mark was found yet.
    All,
    /// Reasoning came before: pairs of marks between the words.
    Pairs,
    /// A mark was only quoted: all others are text.
    #[default]
    Nothing,
}

/// A mark at a position.
enum Mark<'a> {
    Opening(Marks, &'a str),
    Closing(&'a str),
}

impl Words {
    /// An answer without reasoning before it.
    pub(super) fn first() -> Self {
        Self { watch: Watch::All, code: Code::new(), ..Self::default() }
    }

    /// An answer, or more of it, after reasoning.
    pub(super) fn later() -> Self {
        Self { watch: Watch::Pairs, code: Code::new(), ..Self::default() }
    }

    /// Text that is not searched for marks.
    pub(super) fn plain() -> Self {
        Self::default()
    }

    pub(super) fn read(mut self, text: &str, said: &mut Vec<ChatEvent>) -> Step {
        let mut at = 0;
        while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()).filter(|_| self.is_watching()) {
            let (before, rest) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
            if begins_mark(letter) && !self.code.is_here() {
                match mark(rest) {
                    Ok(None) => {}
                    Ok(Some(mark)) => {
                        say(said, ChatEvent::Text, before);
                        return self.meet(&mark, rest);
                    }
                    Err(Undecided) => {
                        say(said, ChatEvent::Text, before);
                        return Step::Wait(Place::Words(self), rest.to_owned());
                    }
                }
            }
            self.step(letter);
            at += letter.len_utf8();
        }
        say(said, ChatEvent::Text, text);
        Step::Wait(Place::Words(self), String::new())
    }

    fn is_watching(&self) -> bool {
        self.watch != Watch::Nothing
    }

    fn step(&mut self, letter: char) {
        self.code.read(letter);
        self.letters += 1;
        self.last = Some(letter);
        if !letter.is_whitespace() {
            self.last_visible = Some(letter);
        }
    }

    /// Handles a mark outside of code: the first of this answer.
    fn meet(self, mark: &Mark<'_>, rest: &str) -> Step {
        let is_announced = matches!(self.last_visible, Some(':' | '：'));
        let is_line_start = self.code.is_line_start();
        let raw = |after: &str| rest.get(..rest.len() - after.len()).unwrap_or_default().to_owned();
        let is_preamble = self.watch == Watch::All && self.letters <= MAX_PREAMBLE;
        match *mark {
            Mark::Opening(marks, after) if !marks.is_soft && !is_announced => {
                if is_preamble && is_line_start {
                    return Step::Go(Place::Within(Within::new(marks, raw(after), None)), after.to_owned());
                }
                let is_attached = self.last.is_some_and(char::is_alphanumeric);
                let may_close = is_preamble && self.last_visible.is_some_and(ends_sentence)
                    || self.watch == Watch::Pairs && is_line_start;
                if is_attached || may_close {
                    return Step::Go(Place::Held(Held::new(marks, raw(after), is_attached)), after.to_owned());
                }
            }
            Mark::Closing(after)
                if self.watch == Watch::All
                    && (is_line_start && !is_announced || self.last.is_some_and(is_attached)) =>
            {
                let closed = Closed { mark: raw(after), is_line_start, has_words: self.letters > 0 };
                return Step::Go(Place::Closed(closed), after.to_owned());
            }
            _ => {}
        }
        Step::Go(Place::Words(Self::plain()), rest.to_owned())
    }
}

/// More has to come before it is decided.
struct Undecided;

fn mark(rest: &str) -> Result<Option<Mark<'_>>, Undecided> {
    let mut is_undecided = false;
    for marks in MARKS {
        match (marks.opening(rest), marks.closing(rest)) {
            (Start::Whole(after), _) => return Ok(Some(Mark::Opening(marks, after))),
            (_, Start::Whole(after)) => return Ok(Some(Mark::Closing(after))),
            (Start::Perhaps, _) | (_, Start::Perhaps) => is_undecided = true,
            _ => {}
        }
    }
    if is_undecided { Err(Undecided) } else { Ok(None) }
}

pub(super) fn ends_sentence(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

/// Writers who quote a mark put a space or a quote before it; a model that ends its reasoning does not.
fn is_attached(letter: char) -> bool {
    letter.is_alphanumeric() || ends_sentence(letter) || matches!(letter, ')' | ']')
}
