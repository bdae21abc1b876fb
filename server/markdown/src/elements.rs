//! The few HTML elements that people and models write inside Markdown and that are harmless. They have no attributes;
//! every other tag stays visible as text.

use comrak::nodes::{Node, NodeValue};

use crate::highlight::escaped;
use crate::summaries;

/// The elements inside a line; each counts only where it is closed.
const INLINE: [&str; 5] = ["sub", "sup", "kbd", "mark", "summary"];
/// The deepest nesting of elements.
const DEPTH: usize = 8;
/// The longest tag of these elements, in bytes.
const LONGEST_TAG: usize = 24;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tag {
    Break,
    Open(&'static str),
    Close(&'static str),
    OpenDetails,
    CloseDetails,
}

impl Tag {
    /// Reads `<name>`, `</name>` or `<name/>`, in upper or lower case.
    fn read(tag: &str) -> Option<Self> {
        let inside = tag.strip_prefix('<')?.strip_suffix('>')?;
        let (inside, closes) = inside.strip_prefix('/').map_or((inside, false), |inside| (inside, true));
        let inside = inside.trim_end().to_ascii_lowercase();
        match (inside.as_str(), closes) {
            ("br" | "br/" | "br /", false) => Some(Self::Break),
            // The reader decides whether it is open at first.
            ("details" | "details open", false) => Some(Self::OpenDetails),
            ("details", true) => Some(Self::CloseDetails),
            (name, _) => {
                let name = INLINE.into_iter().find(|known| *known == name)?;
                Some(if closes { Self::Close(name) } else { Self::Open(name) })
            }
        }
    }

    fn html(self) -> String {
        match self {
            Self::Break => "<br>".to_owned(),
            Self::Open(name) => format!("<{name}>"),
            Self::Close(name) => format!("</{name}>"),
            Self::OpenDetails => "<details>".to_owned(),
            Self::CloseDetails => "</details>".to_owned(),
        }
    }
}

/// Which of the tags in a row have their partner, and so are elements.
fn paired(tags: &[Tag]) -> Vec<bool> {
    let mut paired = vec![false; tags.len()];
    let mut open: Vec<(usize, &'static str)> = Vec::new();
    for (at, tag) in tags.iter().enumerate() {
        match *tag {
            Tag::Break => set(&mut paired, at),
            Tag::Open(name) if open.len() < DEPTH => open.push((at, name)),
            Tag::Close(name) => {
                if let Some(place) = open.iter().rposition(|(_, other)| *other == name) {
                    if let Some((begin, _)) = open.get(place) {
                        set(&mut paired, *begin);
                        set(&mut paired, at);
                    }
                    open.truncate(place);
                }
            }
            Tag::OpenDetails | Tag::CloseDetails => open.clear(),
            Tag::Open(_) => {}
        }
    }
    paired
}

fn set(paired: &mut [bool], at: usize) {
    if let Some(paired) = paired.get_mut(at) {
        *paired = true;
    }
}

/// Turns the tags in the text of a node into elements.
pub(crate) fn make_inline(parent: Node<'_>) {
    let tags: Vec<(Node<'_>, Tag)> = parent.children().filter_map(|child| Some((child, inline_tag(child)?))).collect();
    let only: Vec<Tag> = tags.iter().map(|(_, tag)| *tag).collect();
    for ((node, tag), is_element) in tags.into_iter().zip(paired(&only)) {
        if is_element {
            node.data_mut().value = NodeValue::Raw(tag.html());
        }
    }
}

fn inline_tag(node: Node<'_>) -> Option<Tag> {
    let data = node.data();
    let NodeValue::HtmlInline(literal) = &data.value else { return None };
    Tag::read(literal).filter(|tag| {
        !matches!(tag, Tag::OpenDetails | Tag::CloseDetails | Tag::Open("summary") | Tag::Close("summary"))
    })
}

/// Turns the blocks of tags among the children of a node into HTML. For each child: how many `<details>` are open after
/// it.
pub(crate) fn make_blocks(parent: Node<'_>) -> Vec<usize> {
    let mut depth = 0;
    parent
        .children()
        .map(|child| {
            let html = match &child.data().value {
                NodeValue::HtmlBlock(block) => Some(block_html(&block.literal, &mut depth)),
                _ => None,
            };
            if let Some(html) = html {
                child.data_mut().value = NodeValue::Raw(html);
            }
            depth
        })
        .collect()
}

enum Piece<'a> {
    Text(&'a str),
    Tag(Tag, &'a str),
}

fn block_html(literal: &str, depth: &mut usize) -> String {
    let pieces = pieces(literal);
    let tags: Vec<Tag> =
        pieces.iter().filter_map(|piece| if let Piece::Tag(tag, _) = piece { Some(*tag) } else { None }).collect();
    let mut paired = paired(&tags).into_iter();
    let mut out = Blocks::default();
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.text(text),
            Piece::Tag(tag, text) => {
                let is_paired = paired.next().unwrap_or_default();
                match tag {
                    Tag::OpenDetails if *depth < DEPTH => {
                        *depth += 1;
                        out.block(tag);
                    }
                    Tag::CloseDetails if *depth > 0 => {
                        *depth -= 1;
                        out.block(tag);
                    }
                    Tag::Open("summary") | Tag::Close("summary") if is_paired && *depth > 0 => out.summary(tag),
                    Tag::Break | Tag::Open(_) | Tag::Close(_)
                        if is_paired && !matches!(tag, Tag::Open("summary") | Tag::Close("summary")) =>
                    {
                        out.word(&tag.html());
                    }
                    _ => out.text(text),
                }
            }
        }
    }
    out.end()
}

/// Text in pieces: tags of these elements, and the text between them.
fn pieces(literal: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut done, mut at) = (0, 0);
    while let Some(begin) = literal.get(at..).and_then(|rest| rest.find('<')).map(|found| at + found) {
        let end =
            literal.bytes().skip(begin).take(LONGEST_TAG).position(|byte| byte == b'>').map(|end| begin + end + 1);
        let tag = end.and_then(|end| literal.get(begin..end));
        if let Some((tag, text)) = tag.and_then(|text| Some((Tag::read(text)?, text))) {
            pieces.extend(literal.get(done..begin).filter(|text| !text.is_empty()).map(Piece::Text));
            pieces.push(Piece::Tag(tag, text));
            done = begin + text.len();
        }
        at = done.max(begin + 1);
    }
    pieces.extend(literal.get(done..).filter(|text| !text.is_empty()).map(Piece::Text));
    pieces
}

/// HTML in progress, with its text in paragraphs.
#[derive(Default)]
struct Blocks {
    html: String,
    in_paragraph: bool,
    in_summary: bool,
}

impl Blocks {
    fn text(&mut self, text: &str) {
        if self.in_summary
            && let Some(html) = summaries::html(text)
        {
            self.word(&html);
            return;
        }
        let text = if self.in_paragraph || self.in_summary { text } else { text.trim_start() };
        if !text.is_empty() {
            self.word(&escaped(text.trim_end_matches(['\n', '\r'])).replace('\n', "<br>\n"));
        }
    }

    fn word(&mut self, html: &str) {
        if !self.in_paragraph && !self.in_summary {
            self.html.push_str("<p>");
            self.in_paragraph = true;
        }
        self.html.push_str(html);
    }

    fn block(&mut self, tag: Tag) {
        self.end_paragraph();
        self.html.push_str(&tag.html());
    }

    fn summary(&mut self, tag: Tag) {
        self.block(tag);
        self.in_summary = matches!(tag, Tag::Open(_));
    }

    fn end_paragraph(&mut self) {
        if std::mem::take(&mut self.in_paragraph) {
            self.html.push_str("</p>");
        }
    }

    fn end(mut self) -> String {
        self.end_paragraph();
        self.html.push('\n');
        self.html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tags_without_attributes_are_read() {
        assert_eq!(Tag::read("<SUB>"), Some(Tag::Open("sub")));
        assert_eq!(Tag::read("</kbd >"), Some(Tag::Close("kbd")));
        for tag in ["<br>", "<br/>", "<br />"] {
            assert_eq!(Tag::read(tag), Some(Tag::Break));
        }
        for tag in ["<sub id=x>", "<script>", "<br onclick=x>", "<details ontoggle=x>", "<>", "</>", "<mark/x>"] {
            assert_eq!(Tag::read(tag), None, "{tag}");
        }
    }

    #[test]
    fn a_tag_counts_only_with_its_partner() {
        let tags = [Tag::Open("sub"), Tag::Open("kbd"), Tag::Close("sub"), Tag::Close("mark"), Tag::Break];
        assert_eq!(paired(&tags), [true, false, true, false, true]);
    }

    #[test]
    fn elements_in_each_other_end_somewhere() {
        let mut depth = 0;
        let html = block_html(&"<details>".repeat(100), &mut depth);
        assert_eq!((depth, html.matches("<details>").count()), (DEPTH, DEPTH));
        assert_eq!(paired(&[Tag::Open("sub"); 100]).len(), 100);
    }
}
