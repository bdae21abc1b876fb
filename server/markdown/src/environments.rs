//! Environments of LaTeX without signs of a formula around them (`\begin{align} … \end{align}`): each that is a paragraph
//! of its own is a displayed formula.

use comrak::Arena;
use comrak::nodes::{AstNode, Node, NodeValue};

use crate::source::{GUARD, Lines, restored};
use crate::{formula, nesting};

/// Environments that number their lines. The numbers of each formula would begin with 1, so they have none.
const NUMBERED: [&str; 4] = ["align", "equation", "gather", "multline"];
const OTHERS: [&str; 17] = [
    "Bmatrix",
    "Vmatrix",
    "align*",
    "aligned",
    "array",
    "bmatrix",
    "cases",
    "dcases",
    "drcases",
    "equation*",
    "gather*",
    "gathered",
    "matrix",
    "multline*",
    "pmatrix",
    "rcases",
    "vmatrix",
];

/// The name of the environment that a text begins with.
fn name(text: &str) -> Option<&str> {
    /// No name is longer.
    const LONGEST: usize = 12;
    let rest = text.strip_prefix("\\begin{")?;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b'}')?;
    rest.get(..end).filter(|name| NUMBERED.contains(name) || OTHERS.contains(name))
}

/// What ends the environment that a text begins with.
pub(crate) fn closer(text: &str) -> Option<String> {
    name(text).map(|name| format!("\\end{{{name}}}"))
}

/// Turns each paragraph that is one environment into a formula.
pub(crate) fn make<'a>(arena: &'a Arena<'a>, lines: &Lines<'_>, root: Node<'a>) {
    let paragraphs: Vec<Node<'a>> =
        root.descendants().filter(|node| matches!(node.data().value, NodeValue::Paragraph)).collect();
    for paragraph in paragraphs {
        let Some(latex) = latex(lines, paragraph) else { continue };
        while let Some(child) = paragraph.first_child() {
            child.detach();
        }
        paragraph.append(arena.alloc(AstNode::from(NodeValue::Raw(formula::html(&latex, true)))));
    }
}

/// The source of a paragraph that is one environment.
fn latex(lines: &Lines<'_>, paragraph: Node<'_>) -> Option<String> {
    let place = paragraph.data().sourcepos;
    let first = lines.line(place.start.line.checked_sub(1)?);
    let words = first.get(nesting::words_at(first)..)?.trim_start_matches(GUARD);
    let name = name(words)?;
    let mut latex = words.to_owned();
    for line in place.start.line..place.end.line {
        let line = lines.line(line);
        // The guard is behind the marks of quotes and the blanks of items.
        latex.push_str(line.split_once(GUARD).map_or(line.trim_start(), |(_, inside)| inside));
    }
    restored(&mut latex);
    let inside = latex.trim().strip_prefix(&format!("\\begin{{{name}}}"))?.strip_suffix(&format!("\\end{{{name}}}"))?;
    let star = if NUMBERED.contains(&name) { "*" } else { "" };
    Some(format!("\\begin{{{name}{star}}}{inside}\\end{{{name}{star}}}"))
}
