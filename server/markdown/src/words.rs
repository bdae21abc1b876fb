//! The plain text of a line of Markdown, for places that can show nothing else.

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};

/// The text that a reader of the rendered Markdown would read.
pub fn words(line: &str) -> String {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.strikethrough = true;
    let mut words = String::new();
    for node in parse_document(&arena, line, &options).descendants() {
        match &node.data().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(code) => words.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => words.push(' '),
            _ => {}
        }
    }
    // Unclosed marks.
    words.replace("**", "").replace("__", "").replace(['`', '|'], "")
}
