//! Rewrites the styles of a drawing for the renderer, which draws a colour black that it cannot read, whatever stands
//! before it. As in browsers, a declaration that nobody can read is skipped, and the one before it holds.

use std::borrow::Cow;
use std::ops::Range;

use resvg::usvg::roxmltree::{Attribute, Document, Node};

use crate::css::{Declaration, is_plain, pieces, rules, without_comments};
use crate::css_colours;
use crate::variables::Variables;

/// The properties and attributes that hold a colour.
const COLOURS: [&str; 6] = ["color", "fill", "flood-color", "lighting-color", "stop-color", "stroke"];

/// A part of the drawing's text, and what is to stand there.
struct Change {
    range: Range<usize>,
    text: String,
}

/// The text of the drawing with styles that the renderer can read; none if it can read them all.
pub(super) fn readable(document: &Document<'_>) -> Option<String> {
    let variables = Variables::of(document);
    let mut changes = Vec::new();
    for node in document.descendants().filter(Node::is_element) {
        changes.extend(node.attributes().filter_map(|attribute| of_attribute(node, attribute, &variables)));
        changes.extend(of_sheet(node, &variables));
    }
    if changes.is_empty() {
        return None;
    }
    changes.sort_by_key(|change| change.range.start);
    let text = document.input_text();
    let (mut written, mut done) = (String::with_capacity(text.len()), 0);
    for change in changes {
        written.push_str(text.get(done..change.range.start).unwrap_or_default());
        written.push_str(&change.text);
        done = change.range.end;
    }
    written.push_str(text.get(done..).unwrap_or_default());
    Some(written)
}

fn of_attribute(node: Node<'_, '_>, attribute: Attribute<'_, '_>, variables: &Variables) -> Option<Change> {
    let (name, value) = (attribute.name(), attribute.value());
    let change = |text: &str| Change { range: attribute.range(), text: format!("{name}=\"{}\"", escaped(text)) };
    if attribute.namespace().is_some() {
        return None;
    }
    if name == "style" {
        return declared(value, node, variables).map(|style| change(&style));
    }
    if !COLOURS.contains(&name) {
        return None;
    }
    let filled = variables.filled(value, node);
    match filled.as_deref().and_then(css_colours::readable) {
        Some(colour) if colour == value.trim() => None,
        Some(colour) => Some(change(&colour)),
        None => Some(Change { range: attribute.range(), text: String::new() }),
    }
}

/// A style sheet with readable declarations, if it has others.
fn of_sheet(node: Node<'_, '_>, variables: &Variables) -> Option<Change> {
    if node.tag_name().name() != "style" || node.children().any(|child| child.is_element()) {
        return None;
    }
    let (document, sheet) = (node.document(), without_comments(node.text()?));
    let (mut written, mut is_changed) = (String::new(), false);
    for rule in rules(&sheet) {
        let body = declared(rule.body, document.root_element(), variables);
        is_changed |= body.is_some();
        for part in [rule.selector, "{", body.as_deref().unwrap_or(rule.body), "}"] {
            written.push_str(part);
        }
    }
    let (begin, element) = (node.first_child()?.range().start, node.range());
    let end = element.start + document.input_text().get(element)?.rfind("</")?;
    is_changed.then(|| Change { range: begin..end, text: escaped(&written) })
}

/// The declarations that can be read, if others are among them.
fn declared(body: &str, node: Node<'_, '_>, variables: &Variables) -> Option<String> {
    let body = without_comments(body);
    let (mut written, mut is_changed) = (String::new(), false);
    for piece in pieces(&body) {
        let declaration = Declaration::read(piece);
        let value = declaration.as_ref().and_then(|declaration| mended(declaration, node, variables));
        let (Some(declaration), Some(value)) = (declaration, value) else {
            is_changed = true;
            continue;
        };
        is_changed |= value != declaration.value;
        let important = if declaration.is_important { "!important" } else { "" };
        for part in [declaration.name, ":", &value, important, ";"] {
            written.push_str(part);
        }
    }
    is_changed.then_some(written)
}

/// The value of a declaration for the renderer, if it can read one.
fn mended<'a>(declaration: &Declaration<'a>, node: Node<'_, '_>, variables: &Variables) -> Option<Cow<'a, str>> {
    if declaration.name.starts_with("--") {
        return None;
    }
    let mut value = variables.filled(declaration.value, node)?;
    if COLOURS.contains(&declaration.name) {
        value = css_colours::readable(&value)?.into_owned().into();
    }
    is_plain(&value).then_some(value)
}

/// Text for an attribute or between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&apos;")
}
