//! A growing text: finished blocks are rendered once, only the open end again.

use std::sync::Arc;

use crate::blocks::{Block, LONGEST, Rendered, render_blocks, rendered};
use crate::nesting;
use crate::notes::Anchors;
use crate::source::Lines;

/// How many blocks at the end may still change: the beginning of a list's next item looks like a block of its own.
const OPEN: usize = 2;

/// Renders a growing text block by block.
#[derive(Debug, Clone)]
pub struct BlockStream {
    anchors: Anchors,
    text: String,
    /// The byte at which the first block begins that may still change.
    open_at: usize,
    finished: Vec<Arc<str>>,
    /// The byte at which the last line begins.
    line_at: usize,
    /// Whether the text defines notes or link targets: then a line may change all blocks before it.
    defines: bool,
}

impl BlockStream {
    /// An empty text of this name.
    pub fn new(anchors: Anchors) -> Self {
        Self { anchors, text: String::new(), open_at: 0, finished: Vec::new(), line_at: 0, defines: false }
    }

    /// The whole text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds text. It costs nothing until it is rendered.
    pub fn push(&mut self, words: &str) {
        self.text.push_str(words);
        let new = self.text.get(self.line_at..).unwrap_or_default();
        if !self.defines && new.lines().any(defines) {
            self.defines = true;
            self.open_at = 0;
            self.finished.clear();
        }
        self.line_at += new.rfind('\n').map_or(0, |end| end + 1);
    }

    /// All blocks; those that were finished before are the same `Arc`s.
    pub fn render(&mut self) -> Vec<Arc<str>> {
        let tail = self.text.get(self.open_at..).unwrap_or_default();
        let Rendered { mut blocks, open_line } = rendered(tail, &self.anchors, LONGEST.saturating_sub(self.open_at));
        let first_open = if self.defines { 0 } else { first_open(&blocks, open_line) };
        let open = blocks.split_off(first_open);
        if let Some(first) = open.first().filter(|_| first_open > 0) {
            self.open_at += Lines::of(tail).begin(first.line.saturating_sub(1));
            self.finished.extend(blocks_of(blocks));
        }
        let mut all = self.finished.clone();
        all.extend(blocks_of(open));
        all
    }

    /// The blocks of the whole text, rendered at once, as a reload shows them.
    pub fn finish(&self) -> Vec<String> {
        render_blocks(&self.text, &self.anchors)
    }
}

fn blocks_of(blocks: Vec<Block>) -> impl Iterator<Item = Arc<str>> {
    blocks.into_iter().map(|block| Arc::from(block.html))
}

/// The first block that later text may change.
fn first_open(blocks: &[Block], open_line: Option<usize>) -> usize {
    let last = blocks.len().saturating_sub(OPEN);
    let holding = open_line.map(|line| blocks.partition_point(|block| block.line <= line).saturating_sub(1));
    holding.map_or(last, |holding| holding.min(last))
}

/// Whether a line defines a note or a link target, as `[^1]: a note` and `[name]: https://…` do.
fn defines(line: &str) -> bool {
    let words = line.get(nesting::words_at(line)..).unwrap_or_default();
    line.contains("[^") && line.contains("]:") || words.starts_with('[') && words.contains("]:")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ANSWER: &str = "# Ideas\n\nHere are *three* ideas:\n\n1. One\n2. Two\n\n   ```js\n   let a = 1;\n\n   let b;\n   ```\n3. Three\n\n| a | b |\n|--:|---|\n| 1<br>2 | $|x|$ |\n\nA heading\n=========\n\n> quoted\n> text\n\n$$\n\nx = a\n\n+ b\n- c\n\n$$\n\nCosts $5, or \\(x_1\\) and \\[\ny\n\\] of H<sub>2</sub>O.\n\n<details>\n<summary>More</summary>\n\n- [ ] a\n- [x] b\n\n<details>\n\nInside.\n\n</details>\n\nStill inside.\n\n</details>\n\n**真，**她 https://e.com/a。次\n\nThe end – with ümlauts.";
    const WITH_NOTES: &str = "A claim.[^1] A [link][here].\n\nAnother.[^b]\n\n[^1]: A note.\n\n    With more.\n\nThe text goes on.[^1]\n\n[here]: https://e.com\n[^b]: Another note.\n";

    fn anchors() -> Anchors {
        Anchors::of("1")
    }

    fn strings(blocks: &[Arc<str>]) -> Vec<String> {
        blocks.iter().map(ToString::to_string).collect()
    }

    fn arrives(text: &str, sizes: Vec<usize>) -> (Vec<String>, Vec<String>) {
        let mut stream = BlockStream::new(anchors());
        let mut letters = text.chars();
        for size in sizes {
            stream.push(&letters.by_ref().take(size).collect::<String>());
            stream.render();
        }
        stream.push(&letters.collect::<String>());
        (strings(&stream.render()), stream.finish())
    }

    proptest! {
        #[test]
        fn however_a_text_arrives_it_ends_as_the_whole_text_renders(sizes in prop::collection::vec(1usize..9, 1..300)) {
            for text in [ANSWER, WITH_NOTES] {
                let (last, finished) = arrives(text, sizes.clone());
                prop_assert_eq!(&last, &render_blocks(text, &anchors()));
                prop_assert_eq!(&finished, &last);
            }
        }

        #[test]
        fn however_any_text_arrives_it_ends_as_the_whole_text_renders(
            text in "([-a5 >|:$()\\[\\]\\\\*`<\n^]|\n\n|<details>|</details>|\\$\\$|\\[\\^a\\]: |。){0,80}",
            sizes in prop::collection::vec(1usize..20, 1..40),
        ) {
            let (_, finished) = arrives(&text, sizes);
            prop_assert_eq!(finished, render_blocks(&text, &anchors()));
        }
    }

    #[test]
    fn finished_blocks_are_not_rendered_again() {
        let mut stream = BlockStream::new(anchors());
        stream.push("One.\n\nTwo.\n\nThr");
        let first = stream.render();
        stream.push("ee.");
        let second = stream.render();
        assert!(Arc::ptr_eq(&first[0], &second[0]));
        assert_eq!(&*second[2], "<p dir=\"auto\">Three.</p>\n");
    }

    #[test]
    fn a_text_that_grows_too_long_goes_on_as_it_was_written() {
        let mut stream = BlockStream::new(anchors());
        for _ in 0..5 {
            stream.push(&"A *line* of words.\n\n".repeat(3_000));
            stream.render();
        }
        let last = strings(&stream.render());
        assert_eq!(last, stream.finish());
        assert!(last.last().unwrap().starts_with("<pre class=\"plain\"") && last[0].contains("<em>"));
    }
}
