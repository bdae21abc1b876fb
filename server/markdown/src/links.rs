//! The targets of links: only addresses that a page may link to, and no further than a person reads them.

use comrak::Arena;
use comrak::nodes::{AstNode, Node, NodeLink, NodeValue};

/// Whether a page may link to it. The sanitiser uses the same check.
pub(crate) fn is_allowed(address: &str) -> bool {
    read(address).is_some()
}

/// The address as a browser reads it, if a page may link to it.
fn read(address: &str) -> Option<String> {
    if address.len() > LONGEST {
        return None;
    }
    let url = ammonia::Url::parse(address).ok()?;
    SCHEMES.contains(&url.scheme()).then(|| url.into())
}

/// The longest address in bytes that becomes a link: not every browser accepts longer ones everywhere.
const LONGEST: usize = 2_000;
/// The longest title in characters.
const LONGEST_TITLE: usize = 200;

/// The allowed schemes of an address.
pub(crate) const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Turns pictures into links, since pages load none from elsewhere; ends addresses where sentences of other writing
/// systems continue; and replaces a link without a valid target by its text.
pub(crate) fn mend<'a>(arena: &'a Arena<'a>, root: Node<'a>) {
    let mut stack = vec![(root, false)];
    while let Some((node, in_link)) = stack.pop() {
        let link = link_of(node);
        let is_link = link.is_some();
        let kept = link.is_some_and(|link| !in_link && keep(arena, node, link));
        stack.extend(node.children().map(|child| (child, in_link || kept)));
        if is_link && !kept {
            unwrap(node);
        }
    }
}

fn link_of(node: Node<'_>) -> Option<NodeLink> {
    match &node.data().value {
        NodeValue::Link(link) | NodeValue::Image(link) => Some((**link).clone()),
        _ => None,
    }
}

/// Makes the node a link, unless its address is invalid.
fn keep<'a>(arena: &'a Arena<'a>, node: Node<'a>, mut link: NodeLink) -> bool {
    if let Some(words) = words_of_bare(node, &link)
        && let Some(end) = words.find(ends_address)
    {
        let (words, rest) = words.split_at(end);
        let scheme = link.url.len().saturating_sub(words.len() + rest.len());
        link.url.truncate(scheme + words.len());
        if let Some(child) = node.first_child() {
            child.data_mut().value = NodeValue::Text(words.to_owned().into());
        }
        follow_with(arena, node, rest);
    }
    let Some(url) = read(&link.url) else { return false };
    node.data_mut().value =
        NodeValue::Link(Box::new(NodeLink { url, title: link.title.chars().take(LONGEST_TITLE).collect() }));
    true
}

/// The text of a link that is a bare address, without `<…>` or brackets that mark its end: the text is at the link's
/// position, to the byte.
fn words_of_bare(node: Node<'_>, link: &NodeLink) -> Option<String> {
    let child = node.first_child().filter(|child| child.next_sibling().is_none())?;
    let data = child.data();
    if data.sourcepos != node.data().sourcepos {
        return None;
    }
    let words = data.value.text()?;
    (link.title.is_empty() && link.url.ends_with(words)).then(|| words.to_owned())
}

/// Inserts text after a node, with the addresses in it as links.
fn follow_with<'a>(arena: &'a Arena<'a>, node: Node<'a>, mut rest: &str) {
    let mut last = node;
    let mut put = |value: NodeValue| -> Node<'a> {
        let new = arena.alloc(AstNode::from(value));
        last.insert_after(new);
        last = new;
        new
    };
    while let Some(begin) = address_at(rest) {
        let (before, address) = rest.split_at(begin);
        let (address, after) = address.split_at(address.find(ends_address).unwrap_or(address.len()));
        put(NodeValue::Text(before.to_owned().into()));
        let words = NodeValue::Text(address.to_owned().into());
        if let Some(url) = read(address) {
            put(NodeValue::Link(Box::new(NodeLink { url, title: String::new() })))
                .append(arena.alloc(AstNode::from(words)));
        } else {
            put(words);
        }
        rest = after;
    }
    put(NodeValue::Text(rest.to_owned().into()));
}

fn address_at(text: &str) -> Option<usize> {
    let begins =
        |at: &usize| text.get(*at + 4..).is_some_and(|rest| rest.starts_with("://") || rest.starts_with("s://"));
    text.match_indices("http").map(|(at, _)| at).find(begins)
}

/// Punctuation that ends an address which was not meant to contain it: that of Chinese, Japanese and Korean, Arabic,
/// Hebrew and Hindi, and curved quotation marks.
fn ends_address(letter: char) -> bool {
    matches!(
        letter,
        '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{301f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
            | '\u{ff3b}'..='\u{ff3e}' | '\u{ff5b}'..='\u{ff65}' | '\u{fe10}'..='\u{fe19}' | '\u{fe30}'..='\u{fe6b}' | '\u{2018}'..='\u{201f}'
            | '・' | '…' | '—' | '،' | '؛' | '؟' | '۔' | '״' | '׳' | '।' | '॥'
    )
}

/// Replaces a node by its children.
fn unwrap(node: Node<'_>) {
    while let Some(child) = node.first_child() {
        node.insert_before(child);
    }
    node.detach();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_mail_and_telephones_are_linked() {
        for address in ["https://e.com", "HTTP://e.com", "mailto:a@b.c", "tel:+49123"] {
            assert!(is_allowed(address), "{address}");
        }
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "/sign-out",
            "#top",
            "//e.com",
            "https://",
            "",
            "java\nscript:x",
        ] {
            assert!(!is_allowed(address), "{address}");
        }
    }
}
