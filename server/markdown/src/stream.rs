//! A text that grows: finished blocks are rendered once, only the open end again.

use std::sync::Arc;

use super::blocks::{render_blocks, rendered};

/// How many blocks at the end may still change: the start of a list's next item looks like a block of its own.
const OPEN: usize = 2;

/// Renders a growing text block by block.
#[derive(Default)]
pub struct BlockStream {
    text: String,
    /// Where the first block that may still change starts, in bytes.
    open_at: usize,
    finished: Vec<Arc<str>>,
}

impl BlockStream {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The whole text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds words and gives all blocks; those that were finished before are the same `Arc`s.
    pub fn push(&mut self, words: &str) -> Vec<Arc<str>> {
        self.text.push_str(words);
        let tail = self.text.get(self.open_at..).unwrap_or_default();
        let mut blocks = rendered(tail);
        let open = blocks.split_off(blocks.len().saturating_sub(OPEN));
        if let Some(first) = open.first() {
            self.open_at += offset_of_line(tail, first.line);
            self.finished.extend(blocks.into_iter().map(|block| Arc::from(block.html)));
        }
        let mut all = self.finished.clone();
        all.extend(open.into_iter().map(|block| Arc::from(block.html)));
        all
    }

    /// The blocks of the whole text, rendered at once: what a reload will show.
    pub fn finish(&self) -> Vec<Arc<str>> {
        render_blocks(&self.text).into_iter().map(Arc::from).collect()
    }
}

/// The byte at which a line (from 1) starts.
fn offset_of_line(text: &str, line: usize) -> usize {
    text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ANSWER: &str = "# Ideas\n\nHere are *three* ideas:\n\n1. One\n2. Two\n\n   ```js\n   let a = 1;\n\n   let b;\n   ```\n3. Three\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nA heading\n=========\n\n> quoted\n> text\n\nThe end – with ümlauts.";

    fn strings(blocks: &[Arc<str>]) -> Vec<String> {
        blocks.iter().map(ToString::to_string).collect()
    }

    proptest! {
        #[test]
        fn however_a_text_arrives_it_ends_as_the_whole_text_renders(sizes in prop::collection::vec(1usize..9, 1..200)) {
            let mut stream = BlockStream::new();
            let mut letters = ANSWER.chars();
            for size in sizes {
                let words: String = letters.by_ref().take(size).collect();
                stream.push(&words);
            }
            let last = stream.push(&letters.collect::<String>());
            prop_assert_eq!(strings(&last), render_blocks(ANSWER));
            prop_assert_eq!(strings(&stream.finish()), render_blocks(ANSWER));
        }
    }

    #[test]
    fn finished_blocks_are_not_rendered_again() {
        let mut stream = BlockStream::new();
        let first = stream.push("One.\n\nTwo.\n\nThr");
        let second = stream.push("ee.");
        assert!(Arc::ptr_eq(&first[0], &second[0]));
        assert_eq!(&*second[2], "<p>Three.</p>\n");
    }
}
