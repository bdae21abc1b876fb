//! Counts a drawing's elements as they will be drawn, before any is: an element that repeats others counts all of
//! theirs, recursively. It saves work; the process's limits catch the rest.

use std::collections::HashMap;

use domain::pictures::UploadRefusal;
use resvg::usvg::roxmltree::{Attribute, Document, Node, NodeId};

/// The most elements, with every repetition counted.
const ELEMENTS: u64 = 20_000;
/// The most times that a rule of a style sheet is matched against an element.
const MATCHES: usize = 5_000_000;
/// The deepest nesting of elements.
const DEEPEST: u32 = 64;
/// Elements that are drawn again wherever they are named; a gradient is not.
const REPEATED_BY_NAME: [&str; 5] = ["pattern", "mask", "clipPath", "marker", "filter"];

/// Refuses a drawing that repeats itself endlessly or excessively.
pub fn bound(document: &Document<'_>) -> Result<(), UploadRefusal> {
    let elements: Vec<_> = document.descendants().filter(Node::is_element).collect();
    let sheets = elements.iter().filter(|node| node.tag_name().name() == "style").filter_map(Node::text);
    let rules: usize = sheets.map(|sheet| sheet.matches('{').count()).sum();
    if rules.saturating_mul(elements.len()) > MATCHES {
        return Err(UploadRefusal::TooComplex);
    }
    let named = elements.iter().rev().filter_map(|node| Some((node.attribute("id")?, *node))).collect();
    let mut count = Count { named, seen: HashMap::new() };
    let drawn = count.of(document.root_element(), 0).ok_or(UploadRefusal::TooComplex)?;
    if drawn > ELEMENTS { Err(UploadRefusal::TooComplex) } else { Ok(()) }
}

struct Count<'a, 'input> {
    named: HashMap<&'a str, Node<'a, 'input>>,
    seen: HashMap<NodeId, u64>,
}

impl<'a, 'input> Count<'a, 'input> {
    /// None when it is too deep, as a drawing that repeats itself within itself is.
    fn of(&mut self, node: Node<'a, 'input>, depth: u32) -> Option<u64> {
        if let Some(known) = self.seen.get(&node.id()) {
            return Some(*known);
        }
        if depth > DEEPEST {
            return None;
        }
        let mut sum = 1_u64;
        for child in node.children().filter(Node::is_element) {
            sum = sum.saturating_add(self.of(child, depth + 1)?);
        }
        for attribute in node.attributes() {
            if let Some(repeated) = self.repeated_by(node, attribute) {
                sum = sum.saturating_add(self.of(repeated, depth + 1)?);
            }
        }
        self.seen.insert(node.id(), sum);
        Some(sum)
    }

    fn repeated_by(&self, node: Node<'a, 'input>, attribute: Attribute<'a, 'input>) -> Option<Node<'a, 'input>> {
        if attribute.name() == "href" {
            let is_use = node.tag_name().name() == "use";
            return is_use.then(|| self.named.get(attribute.value().trim().strip_prefix('#')?).copied()).flatten();
        }
        let (_, rest) = attribute.value().split_once("url(")?;
        let name = rest.split_once(')')?.0.trim().trim_matches(['"', '\'']).strip_prefix('#')?;
        self.named.get(name).copied().filter(|named| REPEATED_BY_NAME.contains(&named.tag_name().name()))
    }
}
