//! The second wall: whatever the renderer lets through, only known tags and attributes reach a page.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = [
        "a",
        "blockquote",
        "br",
        "button",
        "code",
        "del",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "input",
        "li",
        "ol",
        "p",
        "pre",
        "span",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    let attributes: HashMap<&str, HashSet<&str>> = HashMap::from([
        ("a", HashSet::from(["href", "title"])),
        ("button", HashSet::from(["type", "data-copy"])),
        ("code", HashSet::from(["data-lang"])),
        ("input", HashSet::from(["type", "checked", "disabled"])),
        ("ol", HashSet::from(["start"])),
        ("pre", HashSet::from(["class", "tabindex"])),
        ("span", HashSet::from(["class"])),
        ("td", HashSet::from(["align"])),
        ("th", HashSet::from(["align"])),
    ]);
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(tags))
        .tag_attributes(attributes)
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::Deny)
        .set_tag_attribute_value("a", "target", "_blank")
        .link_rel(Some("noopener noreferrer nofollow"));
    builder
});

pub(super) fn sanitize(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::sanitize;

    #[test]
    fn handlers_styles_and_frames_are_gone() {
        let html = sanitize("<p onclick=\"x()\" style=\"color:red\">a<iframe src=\"https://e.com\"></iframe></p>");
        assert_eq!(html, "<p>a</p>");
    }

    #[test]
    fn links_leave_without_a_trace_of_the_page() {
        let html = sanitize("<a href=\"https://e.com\">e</a><a href=\"/sign-out\">x</a>");
        assert!(html.contains("rel=\"noopener noreferrer nofollow\"") && html.contains("target=\"_blank\""), "{html}");
        assert!(!html.contains("/sign-out"), "{html}");
    }
}
