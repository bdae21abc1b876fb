//! A parsed text before it becomes HTML: corrects the tree where the parser's reading is not to be shown.

use std::fmt::{self, Write};

use comrak::html::{ChildRendering, Context, format_document_with_formatter, format_node_default};
use comrak::nodes::{Node, NodeLink, NodeValue};
use comrak::options::Plugins;
use comrak::{Arena, Options};

use crate::notes::{self, Anchors};
use crate::source::{Lines, restored, unescaped};
use crate::{elements, environments, formula, links};

/// Corrects the whole tree. For each of its blocks: how many `<details>` are open after it.
pub(crate) fn mend<'a>(arena: &'a Arena<'a>, lines: &Lines<'_>, root: Node<'a>, anchors: &Anchors) -> Vec<usize> {
    environments::make(arena, lines, root);
    restore(root);
    links::mend(arena, root);
    notes::make_references(root, anchors);
    let nodes: Vec<Node<'a>> = root.descendants().skip(1).collect();
    for node in nodes {
        elements::make_inline(node);
        elements::make_blocks(node);
    }
    elements::make_inline(root);
    elements::make_blocks(root)
}

/// Restores typed text where text is shown as it was typed, and turns formulas into HTML.
pub(crate) fn restore(root: Node<'_>) {
    for node in root.descendants() {
        let data = &mut node.data_mut().value;
        match data {
            NodeValue::Code(code) => restored(&mut code.literal),
            NodeValue::CodeBlock(block) => {
                restored(&mut block.literal);
                restored(&mut block.info);
                if block.info.split_whitespace().next() == Some("math") {
                    let formula = formula::html(&block.literal, true);
                    if formula.starts_with("<code>") {
                        // Not as the parser's own formula, which shows its source without a word.
                        "latex".clone_into(&mut block.info);
                    } else {
                        *data = NodeValue::Raw(format!("<p>{formula}</p>\n"));
                    }
                }
            }
            NodeValue::HtmlBlock(block) => restored(&mut block.literal),
            NodeValue::HtmlInline(literal) => restored(literal),
            NodeValue::Link(link) | NodeValue::Image(link) => {
                link.url = unescaped(&link.url).into_owned();
                link.title = unescaped(&link.title).into_owned();
            }
            NodeValue::Math(math) => {
                restored(&mut math.literal);
                *data = NodeValue::Raw(apart(&formula::html(&math.literal, math.display_math)));
            }
            NodeValue::Text(text) => {
                let plain = unescaped(text).into_owned();
                *text = plain.into();
            }
            _ => {}
        }
    }
}

/// A formula that says nothing of the direction of the text around it: of MathML a browser takes letters for words.
fn apart(formula: &str) -> String {
    format!("<span dir=\"ltr\">{formula}</span>")
}

/// Renders a node and its content. The result is still to be sanitised.
pub(crate) fn html(node: Node<'_>, options: &Options<'_>, plugins: &Plugins<'_>) -> String {
    let mut html = String::new();
    // Writing into a string does not fail; a block that still could not be rendered stays empty.
    if format_document_with_formatter(node, options, &mut html, plugins, format_node, ()).is_err() {
        html.clear();
    }
    html
}

fn format_node(context: &mut Context<'_, '_>, node: Node<'_>, entering: bool) -> Result<ChildRendering, fmt::Error> {
    match &node.data().value {
        NodeValue::Link(link) if entering => open_link(context, link)?,
        NodeValue::Link(_) => context.write_str("</a>")?,
        // A duplicate definition, which is no note of this text: its text is shown in place.
        NodeValue::FootnoteDefinition(_) => {}
        _ => return format_node_default(context, node, entering),
    }
    Ok(ChildRendering::HTML)
}

fn open_link(context: &mut Context<'_, '_>, link: &NodeLink) -> fmt::Result {
    context.write_str("<a href=\"")?;
    context.escape(&link.url)?;
    if !link.title.is_empty() {
        context.write_str("\" title=\"")?;
        context.escape(&link.title)?;
    }
    context.write_str("\" target=\"_blank\">")
}
