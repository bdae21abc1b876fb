//! The parts of one message. Each part updates by itself, so that a frame of a long answer updates only its end.

use leptos::prelude::*;
use runs_domain::Part;

use super::blocks::Blocks;

/// A part that may grow.
#[derive(Debug, Clone)]
pub enum LivePart {
    Reasoning(ArcRwSignal<String>),
    Prose(Blocks),
}

impl LivePart {
    fn new(part: &Part) -> Self {
        match part {
            Part::Reasoning { text } => Self::Reasoning(ArcRwSignal::new(text.clone())),
            Part::Prose { blocks } => Self::Prose(Blocks::new(blocks.clone())),
        }
    }

    fn replace(&self, part: &Part) -> Replaced {
        match (self, part) {
            (Self::Reasoning(held), Part::Reasoning { text }) => {
                if held.with_untracked(|held| held != text) {
                    held.set(text.clone());
                }
                Replaced::Whole
            }
            (Self::Prose(held), Part::Prose { blocks }) => {
                if held.replace(0, blocks) {
                    Replaced::Whole
                } else {
                    Replaced::Missed
                }
            }
            _ => Replaced::OfAnotherKind,
        }
    }

    /// Whether none of it is visible yet, reactively.
    fn is_empty(&self) -> bool {
        match self {
            Self::Reasoning(_) => false,
            Self::Prose(blocks) => blocks.count() == 0,
        }
    }

    /// Whether it shows text of the answer, reactively.
    fn has_text(&self) -> bool {
        matches!(self, Self::Prose(_)) && !self.is_empty()
    }
}

/// What became of a part.
enum Replaced {
    Whole,
    /// A frame was lost.
    Missed,
    /// The new part needs another element.
    OfAnotherKind,
}

/// A place in the list of parts.
#[derive(Debug, Clone)]
struct Place {
    part: LivePart,
    /// How often a part of another kind has come here.
    changes: u32,
}

impl Place {
    fn of(part: &Part) -> Self {
        Self { part: LivePart::new(part), changes: 0 }
    }
}

/// Names the element of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartKey {
    pub at: usize,
    changes: u32,
}

/// Parts by index. A part that was removed keeps its state, because its element may still exist when the next frame
/// brings the part back.
#[derive(Debug, Clone)]
pub struct Parts {
    held: ArcStoredValue<Vec<Place>>,
    keys: ArcRwSignal<Vec<PartKey>>,
}

impl Parts {
    /// Starts with the server's parts.
    pub fn new(parts: &[Part]) -> Self {
        let held: Vec<Place> = parts.iter().map(Place::of).collect();
        let keys = ArcRwSignal::new(keys(&held, parts.len()));
        Self { held: ArcStoredValue::new(held), keys }
    }

    /// The parts' keys in order, reactively.
    pub fn keys(&self) -> Vec<PartKey> {
        self.keys.get()
    }

    /// The part at an index; none beyond the end.
    pub fn get(&self, at: usize) -> Option<LivePart> {
        self.held.with_value(|held| held.get(at).map(|place| place.part.clone()))
    }

    /// Whether nothing is visible yet, reactively.
    pub fn is_empty(&self) -> bool {
        self.shown().all(|part| part.is_empty())
    }

    /// Whether any text of the answer is visible, reactively.
    pub fn has_text(&self) -> bool {
        self.shown().any(|part| part.has_text())
    }

    fn shown(&self) -> impl Iterator<Item = LivePart> {
        self.keys().into_iter().filter_map(move |key| self.get(key.at))
    }

    /// Replaces everything from an index on. False if parts before it are missing: a frame was lost.
    pub fn replace(&self, from: usize, parts: &[Part]) -> bool {
        if from > self.keys.with_untracked(Vec::len) {
            return false;
        }
        for (at, part) in (from..).zip(parts) {
            match self.get(at).map(|held| held.replace(part)) {
                Some(Replaced::Missed) => return false,
                Some(Replaced::Whole) => {}
                Some(Replaced::OfAnotherKind) => self.exchange(at, part),
                None => self.held.update_value(|held| held.push(Place::of(part))),
            }
        }
        let keys = self.held.with_value(|held| keys(held, from + parts.len()));
        if self.keys.with_untracked(|known| *known != keys) {
            self.keys.set(keys);
        }
        true
    }

    /// Puts a part in place of one of another kind.
    fn exchange(&self, at: usize, part: &Part) {
        self.held.update_value(|held| {
            if let Some(place) = held.get_mut(at) {
                *place = Place { part: LivePart::new(part), changes: place.changes.wrapping_add(1) };
            }
        });
    }
}

fn keys(held: &[Place], count: usize) -> Vec<PartKey> {
    held.iter().take(count).enumerate().map(|(at, place)| PartKey { at, changes: place.changes }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(blocks: &[&str]) -> Part {
        Part::Prose { blocks: blocks.iter().map(|block| (*block).to_owned()).collect() }
    }

    fn reasoning(text: &str) -> Part {
        Part::Reasoning { text: text.to_owned() }
    }

    fn shown(parts: &Parts) -> Vec<Vec<String>> {
        let texts = |part: LivePart| match part {
            LivePart::Reasoning(text) => vec![format!("({})", text.get_untracked())],
            LivePart::Prose(blocks) => (0..blocks.count()).map(|at| blocks.get(at).unwrap().get_untracked()).collect(),
        };
        parts.keys().into_iter().map(|key| texts(parts.get(key.at).unwrap())).collect()
    }

    #[test]
    fn a_frame_replaces_the_parts_behind_its_index_and_no_others() {
        let parts = Parts::new(&[prose(&["a"]), prose(&["b"])]);
        assert!(parts.replace(1, &[prose(&["b", "c"]), prose(&["d"])]));
        assert_eq!(shown(&parts), [vec!["a"], vec!["b", "c"], vec!["d"]]);
        assert!(parts.replace(1, &[]));
        assert_eq!(shown(&parts), [["a"]]);
        assert!(!parts.replace(2, &[prose(&["e"])]), "a part before it is missing");
    }

    #[test]
    fn an_answer_is_empty_until_a_part_has_something_to_show() {
        let parts = Parts::new(&[]);
        assert!(parts.is_empty());
        parts.replace(0, &[prose(&[])]);
        assert!(parts.is_empty());
        parts.replace(0, &[prose(&["a"])]);
        assert!(!parts.is_empty() && parts.has_text());
        parts.replace(0, &[reasoning("b")]);
        assert!(!parts.is_empty() && !parts.has_text(), "reasoning is visible, and no answer");
    }

    #[test]
    fn a_part_of_another_kind_gets_an_element_of_its_own() {
        let parts = Parts::new(&[prose(&["a"])]);
        let before = parts.keys();
        assert!(parts.replace(0, &[reasoning("a")]));
        assert_eq!(shown(&parts), [["(a)"]]);
        let thinking = parts.keys();
        assert_ne!(thinking, before);
        assert!(parts.replace(0, &[reasoning("a b"), prose(&["c"])]));
        assert_eq!(shown(&parts), [["(a b)"], ["c"]]);
        assert_eq!(parts.keys()[0], thinking[0], "reasoning that grows keeps its element");
    }
}
