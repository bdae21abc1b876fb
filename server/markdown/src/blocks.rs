//! A whole text as blocks of HTML.

use std::panic::{AssertUnwindSafe, catch_unwind};

use comrak::nodes::NodeValue;
use comrak::options::Plugins;
use comrak::{Arena, Options, parse_document};

use crate::direction::directed;
use crate::highlight::{Highlighter, escaped};
use crate::notes::{self, Anchors};
use crate::sanitize::sanitize;
use crate::source::{Lines, marked};
use crate::tree;

/// The longest text in bytes that is read as Markdown; the rest is shown as it was written.
pub(crate) const LONGEST: usize = 200_000;

/// Renders Markdown into one sanitised HTML string a top-level block.
pub fn render_blocks(text: &str, anchors: &Anchors) -> Vec<String> {
    rendered(text, anchors, LONGEST).blocks.into_iter().map(|block| block.html).collect()
}

/// A text as it was typed: escaped, with its line breaks.
pub fn plain_block(text: &str) -> Vec<String> {
    vec![format!("<p dir=\"auto\">{}</p>", escaped(text))]
}

/// A rendered block and the line (from 1) on which it starts.
pub(crate) struct Block {
    pub(crate) html: String,
    pub(crate) line: usize,
}

/// The blocks of a text.
pub(crate) struct Rendered {
    pub(crate) blocks: Vec<Block>,
    /// The line (from 1) from which on later text may still change everything.
    pub(crate) open_line: Option<usize>,
}

/// Renders the text, of which the first `room` bytes are read as Markdown.
pub(crate) fn rendered(text: &str, anchors: &Anchors, room: usize) -> Rendered {
    let (markdown, rest) = text.split_at(split(text, room));
    // A text that makes the parser panic is shown as it was written.
    let read = catch_unwind(AssertUnwindSafe(|| read(markdown, anchors)));
    let mut rendered = read.unwrap_or_else(|_| Rendered { blocks: as_written(markdown, 1), open_line: None });
    rendered.blocks.extend(as_written(rest, Lines::of(markdown).len() + 1));
    rendered
}

/// The end of the part that is read as Markdown: the end of a line, if possible.
fn split(text: &str, room: usize) -> usize {
    if text.len() <= room {
        return text.len();
    }
    let most = text.floor_char_boundary(room);
    text.get(..most).and_then(|text| text.rfind('\n')).map_or(most, |end| end + 1)
}

fn as_written(text: &str, line: usize) -> Vec<Block> {
    let html = || format!("<pre class=\"plain\" dir=\"auto\">{}</pre>\n", escaped(text));
    if text.is_empty() { Vec::new() } else { vec![Block { html: html(), line }] }
}

fn read(text: &str, anchors: &Anchors) -> Rendered {
    let marked = marked(text);
    let arena = Arena::new();
    let options = options();
    let root = parse_document(&arena, &marked.text, &options);
    let open = tree::mend(&arena, root, anchors);
    let highlighter = Highlighter::default();
    let mut plugins = Plugins::default();
    plugins.render.codefence_syntax_highlighter = Some(&highlighter);

    let mut blocks: Vec<Block> = Vec::new();
    let (mut notes, mut notes_line, mut inside) = (Vec::new(), 0, 0);
    let nodes: Vec<_> = root.children().collect();
    for (node, open) in nodes.into_iter().zip(open) {
        let line = node.data().sourcepos.start.line;
        if matches!(node.data().value, NodeValue::FootnoteDefinition(_)) {
            notes::make_note(&arena, node, u32::try_from(notes.len() + 1).unwrap_or(u32::MAX), anchors);
            notes.push(tree::html(node, &options, &plugins));
            notes_line = line;
            continue;
        }
        let html = tree::html(node, &options, &plugins);
        match blocks.last_mut() {
            // `<details>` and all its content are one block.
            Some(last) if inside > 0 => last.html.push_str(&html),
            _ => blocks.push(Block { html, line }),
        }
        inside = open;
    }
    if !notes.is_empty() {
        blocks.push(Block { html: notes::listed(&notes, anchors), line: notes_line });
    }
    for block in &mut blocks {
        block.html = sanitize(&directed(&block.html));
    }
    Rendered { blocks, open_line: marked.open_line }
}

/// How the text is read and written.
pub(crate) fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.math_dollars = true;
    options.extension.math_latex = true;
    options.extension.cjk_friendly_emphasis = true;
    options.render.hardbreaks = true;
    options.render.escape = true;
    options
}
