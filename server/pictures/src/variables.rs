//! The custom properties of a drawing (`--brand: #c83232`), and the values that use them (`var(--brand)`), which the
//! renderer does not know.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;

use resvg::usvg::roxmltree::{Document, Node, NodeId};

use crate::css::{Declaration, end, pieces, rules, without_comments};

/// The longest value with its variables filled in, in bytes.
const LONGEST: usize = 500;
/// The deepest nesting of variables.
const DEEPEST: u32 = 8;
/// The most variables that are filled in for one drawing: those in each other would take forever.
const USES: u32 = 50_000;

type Values = HashMap<String, String>;

pub(super) struct Variables {
    /// Those of the style sheets, wherever they apply.
    everywhere: Values,
    /// Those of the style attribute of an element.
    own: HashMap<NodeId, Values>,
    uses: Cell<u32>,
}

impl Variables {
    pub fn of(document: &Document<'_>) -> Self {
        let (mut everywhere, mut own) = (Values::new(), HashMap::new());
        for node in document.descendants().filter(Node::is_element) {
            if let Some(style) = node.attribute("style").filter(|style| style.contains("--")) {
                let mut values = Values::new();
                collect(&without_comments(style), &mut values);
                own.insert(node.id(), values);
            }
            let sheet = node.text().filter(|sheet| node.tag_name().name() == "style" && sheet.contains("--"));
            for rule in rules(&without_comments(sheet.unwrap_or_default())) {
                collect(rule.body, &mut everywhere);
            }
        }
        Self { everywhere, own, uses: Cell::new(USES) }
    }

    /// The value with its variables filled in for an element; none if one of them is unknown and has no default.
    pub fn filled<'a>(&self, value: &'a str, node: Node<'_, '_>) -> Option<Cow<'a, str>> {
        if value.contains("var(") { self.fill(value, node, 0).map(Cow::Owned) } else { Some(Cow::Borrowed(value)) }
    }

    fn fill(&self, value: &str, node: Node<'_, '_>, depth: u32) -> Option<String> {
        if depth > DEEPEST || value.len() > LONGEST {
            return None;
        }
        let (mut filled, mut rest) = (String::new(), value);
        while let Some((before, inside)) = rest.split_once("var(") {
            self.uses.set(self.uses.get().checked_sub(1)?);
            let (inside, behind) = inside.split_at(end(inside, b")"));
            let (name, default) =
                inside.split_once(',').map_or((inside, None), |(name, default)| (name, Some(default)));
            let value = self.value(name.trim(), node).or(default.map(str::trim))?;
            filled.push_str(before);
            filled.push_str(&self.fill(value, node, depth + 1)?);
            if filled.len() > LONGEST {
                return None;
            }
            rest = behind.strip_prefix(')').unwrap_or_default();
        }
        filled.push_str(rest);
        Some(filled)
    }

    /// The value for an element: its own, that of the nearest around it, or that of a style sheet.
    fn value(&self, name: &str, node: Node<'_, '_>) -> Option<&str> {
        let own = node.ancestors().find_map(|around| self.own.get(&around.id())?.get(name));
        own.or_else(|| self.everywhere.get(name)).map(String::as_str)
    }
}

/// Adds the variables among the declarations. The first of a name counts: a later one is mostly for dark pages.
fn collect(body: &str, values: &mut Values) {
    for declaration in pieces(body).filter_map(Declaration::read) {
        if declaration.name.starts_with("--") && declaration.value.len() <= LONGEST {
            values.entry(declaration.name.to_owned()).or_insert_with(|| declaration.value.to_owned());
        }
    }
}
