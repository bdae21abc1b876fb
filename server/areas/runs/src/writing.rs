//! The output of a run, part by part: assembled from its events, and rendered so far.

use std::sync::Arc;

use domain::ids::RunId;
use markdown::{Anchors, BlockStream};
use runs_domain::{EventKind, Part};

use super::reasoning::Reasoning;

/// A part that readers see now. Cheap to clone and to compare with what they saw before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ShownPart {
    Reasoning(Arc<str>),
    Prose(Vec<Arc<str>>),
}

impl From<&ShownPart> for Part {
    fn from(shown: &ShownPart) -> Self {
        match shown {
            ShownPart::Reasoning(text) => Self::Reasoning { text: text.to_string() },
            ShownPart::Prose(blocks) => Self::Prose { blocks: blocks.iter().map(ToString::to_string).collect() },
        }
    }
}

impl From<&Part> for ShownPart {
    fn from(part: &Part) -> Self {
        match part {
            Part::Reasoning { text } => Self::Reasoning(Arc::from(text.as_str())),
            Part::Prose { blocks } => Self::Prose(blocks.iter().map(|block| Arc::from(block.as_str())).collect()),
        }
    }
}

/// The parts so far: the reasoning, wherever it came, and after it the answer.
#[derive(Debug, Clone)]
pub(super) struct Writing {
    run: RunId,
    reasoning: Reasoning,
    prose: Option<BlockStream>,
}

impl Writing {
    /// No parts yet.
    pub(super) fn of(run: RunId) -> Self {
        Self { run, reasoning: Reasoning::default(), prose: None }
    }

    /// Adds what the model wrote, as an event of this kind stores it. It costs nothing until it is rendered.
    pub(super) fn add(&mut self, kind: EventKind, text: &str) {
        match kind {
            EventKind::Text => {
                let name = self.run.0.simple().to_string();
                self.prose.get_or_insert_with(|| BlockStream::new(Anchors::of(&name))).push(text);
            }
            EventKind::Reasoning => self.reasoning.push(text),
            EventKind::Retraction => self.take_back(),
            EventKind::End => {}
        }
    }

    /// The text so far was reasoning.
    pub(super) fn take_back(&mut self) {
        if let Some(prose) = self.prose.take() {
            self.reasoning.push(prose.text());
        }
    }

    /// Whether there is any text of the answer.
    pub(super) fn has_text(&self) -> bool {
        self.prose.is_some()
    }

    /// The text of the answer, without anything else.
    pub(super) fn text(&self) -> String {
        self.prose.as_ref().map(|prose| prose.text().to_owned()).unwrap_or_default()
    }

    /// All parts; blocks that were finished before are the same `Arc`s.
    pub(super) fn render(&mut self) -> Vec<ShownPart> {
        let reasoning = (!self.reasoning.is_empty()).then(|| ShownPart::Reasoning(self.reasoning.render()));
        let prose = self.prose.as_mut().map(|prose| ShownPart::Prose(prose.render()));
        reasoning.into_iter().chain(prose).collect()
    }

    /// All parts, rendered at once, as a reload shows them.
    pub(super) fn finish(&self) -> Vec<Part> {
        let text = self.reasoning.text();
        let reasoning = (!text.is_empty()).then(|| Part::Reasoning { text: text.to_owned() });
        let prose = self.prose.as_ref().map(|prose| Part::Prose { blocks: prose.finish() });
        reasoning.into_iter().chain(prose).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(events: &[(EventKind, &str)]) -> Vec<Part> {
        let mut writing = Writing::of(RunId(uuid::Uuid::nil()));
        for (kind, text) in events {
            writing.add(*kind, text);
        }
        let shown: Vec<Part> = writing.render().iter().map(Part::from).collect();
        assert_eq!(shown, writing.finish(), "live and stored are the same");
        shown
    }

    fn reasoning(text: &str) -> Part {
        Part::Reasoning { text: text.to_owned() }
    }

    fn prose(text: &str) -> Part {
        Part::Prose { blocks: vec![format!("<p dir=\"auto\">{text}</p>\n")] }
    }

    #[test]
    fn reasoning_is_a_part_before_the_answer_wherever_it_came() {
        use EventKind::{Reasoning, Text};
        let expected = [reasoning("Let me see."), prose("Blue sky.")];
        assert_eq!(written(&[(Reasoning, "\nLet me "), (Reasoning, "see.\n"), (Text, "Blue sky.")]), expected);
        assert_eq!(written(&[(Text, "Blue"), (Reasoning, "Let me see."), (Text, " sky.")]), expected);
        assert_eq!(written(&[(Reasoning, "\n\n"), (Text, "Blue sky.")]), [prose("Blue sky.")]);
        assert_eq!(written(&[(Reasoning, "Let me see.")]), [reasoning("Let me see.")]);
    }

    #[test]
    fn text_that_was_taken_back_is_reasoning() {
        use EventKind::{Reasoning, Retraction, Text};
        let events = [(Reasoning, "Let "), (Text, "me see."), (Retraction, ""), (Text, "Blue sky.")];
        assert_eq!(written(&events), [reasoning("Let me see."), prose("Blue sky.")]);
        assert_eq!(written(&[(Retraction, ""), (Text, "Blue sky.")]), [prose("Blue sky.")]);
    }
}
