//! The parts of one message. Each part updates by itself, so that a frame of a long answer updates only its end.

use leptos::prelude::*;
use runs_domain::Part;

use super::blocks::Blocks;

/// A part that may grow.
#[derive(Debug, Clone)]
pub enum LivePart {
    Prose(Blocks),
}

impl LivePart {
    fn new(part: &Part) -> Self {
        match part {
            Part::Prose { blocks } => Self::Prose(Blocks::new(blocks.clone())),
        }
    }

    fn replace(&self, part: &Part) -> bool {
        match (self, part) {
            (Self::Prose(held), Part::Prose { blocks }) => held.replace(0, blocks),
        }
    }

    /// Whether none of it is visible yet, reactively.
    fn is_empty(&self) -> bool {
        match self {
            Self::Prose(blocks) => blocks.count() == 0,
        }
    }
}

/// Parts by index. A part that was removed keeps its state, because its element may still exist when the next frame
/// brings the part back.
#[derive(Debug, Clone)]
pub struct Parts {
    held: ArcStoredValue<Vec<LivePart>>,
    count: ArcRwSignal<usize>,
}

impl Parts {
    /// Starts with the server's parts.
    pub fn new(parts: &[Part]) -> Self {
        let count = ArcRwSignal::new(parts.len());
        Self { held: ArcStoredValue::new(parts.iter().map(LivePart::new).collect()), count }
    }

    /// The number of parts, reactively.
    pub fn count(&self) -> usize {
        self.count.get()
    }

    /// The part at an index; none beyond the end.
    pub fn get(&self, at: usize) -> Option<LivePart> {
        self.held.with_value(|held| held.get(at).cloned())
    }

    /// Whether nothing is visible yet, reactively.
    pub fn is_empty(&self) -> bool {
        (0..self.count()).all(|at| self.get(at).is_none_or(|part| part.is_empty()))
    }

    /// Replaces everything from an index on. False if parts before it are missing: a frame was lost.
    pub fn replace(&self, from: usize, parts: &[Part]) -> bool {
        let count = self.count.get_untracked();
        if from > count {
            return false;
        }
        let end = from + parts.len();
        for (at, part) in (from..).zip(parts) {
            match self.get(at) {
                Some(held) if !held.replace(part) => return false,
                Some(_) => {}
                None => self.held.update_value(|held| held.push(LivePart::new(part))),
            }
        }
        if end != count {
            self.count.set(end);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(blocks: &[&str]) -> Part {
        Part::Prose { blocks: blocks.iter().map(|block| (*block).to_owned()).collect() }
    }

    fn shown(parts: &Parts) -> Vec<Vec<String>> {
        let blocks = |LivePart::Prose(blocks): LivePart| {
            (0..blocks.count()).map(|at| blocks.get(at).unwrap().get_untracked()).collect()
        };
        (0..parts.count()).map(|at| blocks(parts.get(at).unwrap())).collect()
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
        assert!(!parts.is_empty());
    }
}
