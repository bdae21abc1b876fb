//! The output of a run, part by part: assembled from its events, and rendered so far.

use std::sync::Arc;

use domain::ids::RunId;
use markdown::{Anchors, BlockStream};
use runs_domain::Part;

/// A part that readers see now. Cheap to clone and to compare with what they saw before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ShownPart {
    Prose(Vec<Arc<str>>),
}

impl From<&ShownPart> for Part {
    fn from(shown: &ShownPart) -> Self {
        match shown {
            ShownPart::Prose(blocks) => Self::Prose { blocks: blocks.iter().map(ToString::to_string).collect() },
        }
    }
}

impl From<&Part> for ShownPart {
    fn from(part: &Part) -> Self {
        match part {
            Part::Prose { blocks } => Self::Prose(blocks.iter().map(|block| Arc::from(block.as_str())).collect()),
        }
    }
}

/// The parts so far.
#[derive(Debug, Clone)]
pub(super) struct Writing {
    run: RunId,
    parts: Vec<Growing>,
}

/// A part that may still grow while it is the last one.
#[derive(Debug, Clone)]
enum Growing {
    Prose(BlockStream),
}

impl Writing {
    /// No parts yet.
    pub(super) fn of(run: RunId) -> Self {
        Self { run, parts: Vec::new() }
    }

    /// Adds text of the model. It costs nothing until it is rendered.
    pub(super) fn say(&mut self, words: &str) {
        if self.parts.is_empty() {
            self.parts.push(Growing::Prose(BlockStream::new(self.anchors())));
        }
        if let Some(Growing::Prose(prose)) = self.parts.last_mut() {
            prose.push(words);
        }
    }

    /// The text so far was reasoning.
    pub(super) fn take_back(&mut self) {
        self.parts.clear();
    }

    /// The text of all parts, without anything else.
    pub(super) fn text(&self) -> String {
        let texts: Vec<&str> = self.parts.iter().map(|Growing::Prose(prose)| prose.text()).collect();
        texts.join("\n\n")
    }

    /// All parts; blocks that were finished before are the same `Arc`s.
    pub(super) fn render(&mut self) -> Vec<ShownPart> {
        self.parts.iter_mut().map(|Growing::Prose(prose)| ShownPart::Prose(prose.render())).collect()
    }

    /// All parts, rendered at once, as a reload shows them.
    pub(super) fn finish(&self) -> Vec<Part> {
        self.parts.iter().map(|Growing::Prose(prose)| Part::Prose { blocks: prose.finish() }).collect()
    }

    /// The prefix of the ids in the next part's HTML: no two parts of a page may share one.
    fn anchors(&self) -> Anchors {
        let run = self.run.0.simple();
        Anchors::of(&match self.parts.len() {
            0 => run.to_string(),
            at => format!("{run}-{at}"),
        })
    }
}
