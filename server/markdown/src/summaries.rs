//! The words of a summary as Markdown: the parser leaves them as they are, because they stand between tags.

use comrak::nodes::NodeValue;
use comrak::options::Plugins;
use comrak::{Arena, parse_document};

use crate::blocks::options;
use crate::source::marked;
use crate::{links, tree};

/// The words as HTML, with the blanks around them. None if no sign of Markdown is among them, or if they would be more
/// than a line. The result is still to be sanitised.
pub(crate) fn html(text: &str) -> Option<String> {
    if !text.contains(['*', '_', '`', '~', '[', '$', '\\']) {
        return None;
    }
    let words = text.trim();
    let (before, after) = text.split_once(words)?;
    let marked = marked(words);
    let (arena, options) = (Arena::new(), options());
    let root = parse_document(&arena, &marked.text, &options);
    let is_line = root.children().all(|child| matches!(child.data().value, NodeValue::Paragraph));
    tree::restore(root);
    links::mend(&arena, root);
    let html = tree::html(root, &options, &Plugins::default());
    let line =
        html.trim_end().strip_prefix("<p>")?.strip_suffix("</p>").filter(|line| is_line && !line.contains("<p>"))?;
    Some([before, line, after].concat())
}
