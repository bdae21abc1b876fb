//! A model's reasoning, as far as readers may see it.

use std::sync::Arc;

/// The most bytes of a run's reasoning that are kept; a mark stands for the rest.
pub(super) const MOST: usize = 200_000;
const CUT: char = '…';

/// Reasoning that may still grow.
#[derive(Debug, Clone, Default)]
pub(super) struct Reasoning {
    text: String,
    is_cut: bool,
    /// The text as it was last shown.
    shown: Arc<str>,
}

impl Reasoning {
    /// Adds text; white space does not begin it, and beyond the limit it is cut. The result is the same however the text
    /// is divided.
    pub(super) fn push(&mut self, text: &str) {
        if self.is_cut {
            return;
        }
        let text = if self.text.is_empty() { text.trim_start() } else { text };
        let room = text.floor_char_boundary(MOST.saturating_sub(self.text.len()));
        self.text.push_str(text.get(..room).unwrap_or_default());
        if room < text.len() {
            self.text.push(CUT);
            self.is_cut = true;
        }
    }

    /// Whether there is nothing to show.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text to show.
    pub(super) fn text(&self) -> &str {
        self.text.trim_end()
    }

    /// The same; as long as nothing is added it is the same `Arc`.
    pub(super) fn render(&mut self) -> Arc<str> {
        if self.shown.len() != self.text().len() {
            self.shown = Arc::from(self.text());
        }
        Arc::clone(&self.shown)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pushed<'a>(pieces: impl IntoIterator<Item = &'a str>) -> Reasoning {
        let mut reasoning = Reasoning::default();
        for piece in pieces {
            reasoning.push(piece);
        }
        reasoning
    }

    #[test]
    fn white_space_alone_is_no_reasoning() {
        assert!(pushed(["\n", " \n"]).is_empty());
        assert_eq!(pushed(["\n", " Let me", " see.\n\n"]).text(), "Let me see.");
    }

    #[test]
    fn reasoning_without_end_is_cut() {
        assert_eq!(pushed(["x".repeat(MOST).as_str()]).text().len(), MOST);
        let cut = pushed(["x".repeat(MOST - 1).as_str(), "ä", "more"]);
        assert_eq!(cut.text().len(), MOST - 1 + CUT.len_utf8());
        assert!(cut.text().ends_with("x…"));
    }

    #[test]
    fn reasoning_that_did_not_grow_is_shown_as_the_same() {
        let mut reasoning = pushed(["Let me"]);
        let first = reasoning.render();
        reasoning.push(" \n");
        assert!(Arc::ptr_eq(&first, &reasoning.render()));
        reasoning.push("see.");
        assert_eq!(&*reasoning.render(), "Let me \nsee.");
    }

    proptest! {
        #[test]
        fn the_division_of_the_text_does_not_matter(pieces in prop::collection::vec("[aä \n]{0,4}", 0..12)) {
            let whole = pieces.concat();
            let divided = pushed(pieces.iter().map(String::as_str));
            let whole = pushed([whole.as_str()]);
            prop_assert_eq!(divided.text(), whole.text());
        }
    }
}
