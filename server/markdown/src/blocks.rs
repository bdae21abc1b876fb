//! A whole text as blocks of HTML.

use comrak::nodes::{Node, NodeValue};
use comrak::options::Plugins;
use comrak::{Arena, Options, format_html_with_plugins, parse_document};

use super::highlight::{Highlighter, escaped};
use super::sanitize::sanitize;

/// Renders Markdown into one sanitised HTML string a top-level block.
pub fn render_blocks(text: &str) -> Vec<String> {
    rendered(text).into_iter().map(|block| block.html).collect()
}

/// A text as it was typed: escaped, with its line breaks.
pub fn plain_block(text: &str) -> Vec<String> {
    vec![format!("<p>{}</p>", escaped(text))]
}

/// A rendered block and the line (from 1) on which it starts.
pub(crate) struct Block {
    pub(super) html: String,
    pub(super) line: usize,
}

pub(super) fn rendered(text: &str) -> Vec<Block> {
    let arena = Arena::new();
    let options = options();
    let root = parse_document(&arena, text, &options);
    links_for_images(root);
    let highlighter = Highlighter;
    let mut plugins = Plugins::default();
    plugins.render.codefence_syntax_highlighter = Some(&highlighter);
    root.children().map(|node| block(node, &options, &plugins)).collect()
}

fn block(node: Node<'_>, options: &Options, plugins: &Plugins) -> Block {
    let mut html = String::new();
    // Writing into a string does not fail; a block that still could not be rendered stays empty.
    if format_html_with_plugins(node, options, &mut html, plugins).is_err() {
        html.clear();
    }
    Block { html: sanitize(&html), line: node.data().sourcepos.start.line }
}

/// Pages load no pictures from elsewhere, so a picture becomes a link to it.
fn links_for_images(root: Node<'_>) {
    for node in root.descendants() {
        let mut data = node.data_mut();
        if let NodeValue::Image(link) = &data.value {
            let link = link.clone();
            data.value = NodeValue::Link(link);
        }
    }
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.render.hardbreaks = true;
    options.render.escape = true;
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_top_level_block_is_a_string_of_its_own() {
        let blocks = render_blocks("# Ideas\n\nThree of them:\n\n1. One\n2. Two\n");
        assert_eq!(blocks.len(), 3);
        assert!(blocks[0].starts_with("<h1>"));
        assert!(blocks[2].starts_with("<ol>"));
    }

    #[test]
    fn html_and_scripts_come_out_as_text_and_dangerous_links_lose_their_target() {
        let html = render_blocks("<script>alert(1)</script>\n\n[x](javascript:alert(1)) <b onclick=x>b</b>").concat();
        assert!(!html.contains("<script") && !html.contains("javascript:") && !html.contains("<b "), "{html}");
    }

    #[test]
    fn code_is_highlighted_by_class_and_carries_its_language_and_a_copy_button() {
        let html = render_blocks("```rust\nfn main() {}\n```").concat();
        assert!(html.contains("data-lang=\"rust\""), "{html}");
        assert!(html.contains("<button") && html.contains("data-copy"), "{html}");
        assert!(html.contains("class=\"hl-"), "{html}");
        assert!(!html.contains("style="), "{html}");
    }

    #[test]
    fn a_picture_from_elsewhere_becomes_a_link() {
        let html = render_blocks("![A cat](https://example.com/cat.png)").concat();
        assert!(
            !html.contains("<img") && html.contains("href=\"https://example.com/cat.png\"") && html.contains("A cat"),
            "{html}"
        );
    }

    #[test]
    fn a_persons_text_keeps_its_lines_and_no_markup() {
        assert_eq!(plain_block("a < b\n*c*"), vec!["<p>a &lt; b\n*c*</p>".to_owned()]);
    }
}
