//! The rendered blocks of one message. Each block is a signal of its own, so that a frame of a long answer updates only
//! the last block's element.

use leptos::prelude::*;

/// Blocks by index. A block that was removed keeps its signal, because its element may still exist when the next frame
/// brings the block back.
#[derive(Debug, Clone)]
pub struct Blocks {
    held: ArcStoredValue<Vec<ArcRwSignal<String>>>,
    count: ArcRwSignal<usize>,
}

impl Blocks {
    /// Starts with the server's blocks.
    pub fn new(blocks: Vec<String>) -> Self {
        let count = ArcRwSignal::new(blocks.len());
        Self { held: ArcStoredValue::new(blocks.into_iter().map(ArcRwSignal::new).collect()), count }
    }

    /// The number of blocks, reactively.
    pub fn count(&self) -> usize {
        self.count.get()
    }

    /// The block's HTML as a signal; none beyond the end.
    pub fn get(&self, at: usize) -> Option<ArcRwSignal<String>> {
        self.held.with_value(|held| held.get(at).cloned())
    }

    /// Replaces everything from an index on. False if blocks before it are missing: a frame was lost.
    pub fn replace(&self, from: usize, blocks: &[String]) -> bool {
        let count = self.count.get_untracked();
        if from > count {
            return false;
        }
        let end = from + blocks.len();
        for (at, html) in (from..).zip(blocks) {
            match self.get(at) {
                Some(block) if block.with_untracked(|old| old == html) => {}
                Some(block) => block.set(html.clone()),
                None => self.held.update_value(|held| held.push(ArcRwSignal::new(html.clone()))),
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

    fn shown(blocks: &Blocks) -> Vec<String> {
        (0..blocks.count.get_untracked()).map(|at| blocks.get(at).unwrap().get_untracked()).collect()
    }

    fn texts(blocks: &[&str]) -> Vec<String> {
        blocks.iter().map(|block| (*block).to_owned()).collect()
    }

    #[test]
    fn a_frame_replaces_the_tail_and_may_make_it_longer_or_shorter() {
        let blocks = Blocks::new(texts(&["a", "b"]));
        assert!(blocks.replace(1, &texts(&["b2", "c"])));
        assert_eq!(shown(&blocks), ["a", "b2", "c"]);
        assert!(blocks.replace(1, &texts(&["d"])));
        assert_eq!(shown(&blocks), ["a", "d"]);
        assert!(blocks.replace(2, &texts(&["e"])));
        assert_eq!(shown(&blocks), ["a", "d", "e"]);
    }

    #[test]
    fn a_frame_beyond_the_end_is_refused_and_changes_nothing() {
        let blocks = Blocks::new(texts(&["a"]));
        assert!(!blocks.replace(2, &texts(&["c"])));
        assert_eq!(shown(&blocks), ["a"]);
    }

    #[test]
    fn a_block_that_stays_the_same_wakes_nobody() {
        let blocks = Blocks::new(texts(&["a", "b"]));
        let first = blocks.get(0).unwrap();
        assert!(blocks.replace(0, &texts(&["a", "b2"])));
        assert_eq!(blocks.get(0).unwrap(), first);
        assert_eq!(shown(&blocks), ["a", "b2"]);
    }
}
