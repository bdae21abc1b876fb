//! Footnotes: marks in the text and, below it, the notes with their back links. Their ids begin with a name of the
//! text, so that those of two texts on one page do not clash.

use std::fmt::Write;

use comrak::Arena;
use comrak::nodes::{AstNode, Node, NodeValue};

/// The most back links of one note.
const WAYS_BACK: u32 = 20;
/// The longest id in bytes.
const LONGEST: usize = 100;

/// The prefix that distinguishes the ids of one text from those of another on the same page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchors(String);

impl Anchors {
    /// For the text of this name; only its letters, digits and hyphens are used.
    pub fn of(name: &str) -> Self {
        Self(name.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').take(64).collect())
    }

    fn note(&self, number: u32) -> String {
        format!("note-{}-{number}", self.0)
    }

    fn reference(&self, number: u32, time: u32) -> String {
        format!("note-{}-{number}-at-{time}", self.0)
    }
}

/// Whether an id is one of ours: no other may appear in a page.
pub(crate) fn is_anchor(id: &str) -> bool {
    id.starts_with("note-")
        && id.len() <= LONGEST
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Turns each reference to a note into a mark.
pub(crate) fn make_references(root: Node<'_>, anchors: &Anchors) {
    for node in root.descendants() {
        let html = match &node.data().value {
            NodeValue::FootnoteReference(reference) => {
                let (note, here) = (anchors.note(reference.ix), anchors.reference(reference.ix, reference.ref_num));
                format!("<sup class=\"note\"><a href=\"#{note}\" id=\"{here}\">{}</a></sup>", reference.ix)
            }
            _ => continue,
        };
        node.data_mut().value = NodeValue::Raw(html);
    }
}

/// Prepares a note, by its number, for rendering: its back links are at the end of its last paragraph.
pub(crate) fn make_note<'a>(arena: &'a Arena<'a>, note: Node<'a>, number: u32, anchors: &Anchors) {
    let references = match &note.data().value {
        NodeValue::FootnoteDefinition(definition) => definition.total_references,
        _ => 0,
    };
    let mut back = String::new();
    for time in 1..=references.min(WAYS_BACK) {
        let label = if time == 1 { "Back to the text".to_owned() } else { format!("Back to the text, place {time}") };
        // Writing into a string does not fail.
        let _ =
            write!(back, " <a href=\"#{}\" title=\"{label}\">\u{21a9}\u{fe0e}</a>", anchors.reference(number, time));
    }
    let back = arena.alloc(AstNode::from(NodeValue::Raw(back)));
    match note.last_child() {
        Some(last) if matches!(last.data().value, NodeValue::Paragraph) => last.append(back),
        _ => note.append(back),
    }
    // Only its children are rendered: `listed` makes the list around it.
    note.data_mut().value = NodeValue::Document;
}

/// The notes as one block.
pub(crate) fn listed(notes: &[String], anchors: &Anchors) -> String {
    let mut html = "<section class=\"notes\"><ol>".to_owned();
    for (note, number) in notes.iter().zip(1..) {
        let _ = write!(html, "<li id=\"{}\">{note}</li>", anchors.note(number));
    }
    html.push_str("</ol></section>");
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_ids_are_anchors() {
        let anchors = Anchors::of("0192-ab\"><script>");
        assert!(is_anchor(&anchors.note(1)) && is_anchor(&anchors.reference(12, 3)));
        for id in ["", "body", "note", "note-\"x", "note-a b", "cookie"] {
            assert!(!is_anchor(id), "{id}");
        }
    }
}
