//! The deviations of real servers from the standard. Each dialect is a way to send the same answer, and is requested by
//! its name like any other behaviour.

mod errors;
mod fields;
mod framing;
mod thoughts;
mod told;

use std::fmt;

use axum::body::Bytes;

use super::{answer::Answer, request::Asked, script::Step, server::Settings};
use told::Told;

const EVENTS: &str = "text/event-stream; charset=utf-8";
const JSON: &str = "application/json";
/// A body is sent in about this many pieces, cut without regard to lines and characters.
const PIECES: usize = 1000;

/// The part in which a dialect deviates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// The lines and events around an answer that is the normal one, word for word.
    Framing,
    /// The fields around the text of the normal answer.
    Fields,
    /// The form of an error, in the middle of an answer or instead of it.
    Errors,
    /// The model's reasoning beside the normal answer.
    Thoughts,
}

/// One way to send an answer.
#[derive(Clone, Copy)]
pub struct Dialect {
    /// Its name in requests, as model name or as `[[name]]`.
    pub name: &'static str,
    /// The deviation, as half a sentence.
    pub about: &'static str,
    pub family: Family,
    label: &'static str,
    /// The `Content-Encoding` it is sent with.
    packing: Option<&'static str>,
    stays_open: bool,
    body: fn(&Told<'_>) -> Vec<u8>,
}

impl Dialect {
    const fn new(family: Family, name: &'static str, about: &'static str, body: fn(&Told<'_>) -> Vec<u8>) -> Self {
        Self { name, about, family, label: EVENTS, packing: None, stays_open: false, body }
    }

    const fn labelled(self, label: &'static str) -> Self {
        Self { label, ..self }
    }

    const fn packed_as(self, packing: &'static str) -> Self {
        Self { packing: Some(packing), ..self }
    }

    const fn left_open(self) -> Self {
        Self { stays_open: true, ..self }
    }

    /// Every dialect of the stand-in.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        framing::DIALECTS.iter().chain(fields::DIALECTS).chain(errors::DIALECTS).chain(thoughts::DIALECTS)
    }

    /// The dialect of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::all().find(|dialect| dialect.name == name)
    }

    /// The content type it is sent with.
    pub(super) fn label(&self) -> &'static str {
        self.label
    }

    /// The `Content-Encoding` it is sent with.
    pub(super) fn packing(&self) -> Option<&'static str> {
        self.packing
    }

    pub(super) fn steps(&self, asked: &Asked, settings: &Settings) -> Vec<Step> {
        let answer = Answer::short(asked);
        let mut rest = Bytes::from((self.body)(&Told { asked, answer: &answer }));
        let mut steps = vec![Step::Wait(settings.first_token_delay)];
        let shortest = rest.len() / PIECES + 1;
        for length in (shortest..shortest + 7).cycle() {
            if rest.is_empty() {
                break;
            }
            steps.push(Step::Send(rest.split_to(length.min(rest.len()))));
        }
        if self.stays_open {
            steps.push(Step::Wait(settings.silence));
        }
        steps
    }
}

impl PartialEq for Dialect {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Dialect {}

impl fmt::Debug for Dialect {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Dialect").field(&self.name).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{super::behaviour::Behaviour, Dialect};

    #[test]
    fn every_dialect_has_a_name_of_its_own_and_is_found_by_it() {
        let names: HashSet<&str> = Dialect::all().map(|dialect| dialect.name).collect();
        assert_eq!(names.len(), Dialect::all().count());
        for dialect in Dialect::all() {
            assert_eq!(Behaviour::named(dialect.name), Some(Behaviour::Dialect(dialect)), "{}", dialect.name);
        }
    }
}
