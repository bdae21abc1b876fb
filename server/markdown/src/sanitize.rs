//! The last line of defence: whatever the renderer produces, only known tags and attributes reach a page.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::direction::CONTAINERS;
use crate::formula::CLASSES;
use crate::links::{self, SCHEMES};
use crate::notes::is_anchor;

/// Allowed elements of HTML.
const TAGS: [&str; 37] = [
    "a",
    "blockquote",
    "br",
    "button",
    "code",
    "del",
    "details",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "input",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "wbr",
    "math",
];

/// Allowed elements of MathML: those for layout and text. None that holds HTML, a picture, a link or another language.
const MATH: [&str; 23] = [
    "menclose",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
];

/// The layout attributes of MathML.
const MATH_ATTRIBUTES: [&str; 25] = [
    "accent",
    "accentunder",
    "class",
    "columnspan",
    "depth",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "notation",
    "rowspan",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "symmetric",
    "voffset",
    "width",
];

/// Blocks whose direction a browser takes from their text. Items and cells have that of their list or table, and the
/// style sheet sets the text of each in the direction of its own words.
const BLOCKS: [&str; 8] = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "summary"];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.into_iter().chain(MATH).chain(["munderover"]).collect())
        .tag_attributes(attributes())
        .attribute_filter(filtered)
        .url_schemes(HashSet::from(SCHEMES))
        // The attribute filter allows only those of our own notes.
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer nofollow"));
    for block in BLOCKS {
        builder.set_tag_attribute_value(block, "dir", "auto");
    }
    for left_to_right in ["code", "math"] {
        builder.set_tag_attribute_value(left_to_right, "dir", "ltr");
    }
    builder
});

fn attributes() -> HashMap<&'static str, HashSet<&'static str>> {
    let mut attributes = HashMap::from([
        ("a", HashSet::from(["href", "id", "target", "title"])),
        ("button", HashSet::from(["type", "data-copy"])),
        ("code", HashSet::from(["data-lang"])),
        ("input", HashSet::from(["type", "checked", "disabled"])),
        ("li", HashSet::from(["id"])),
        ("math", HashSet::from(["display"])),
        ("ol", HashSet::from(["start"])),
        ("pre", HashSet::from(["class", "tabindex", "dir"])),
        ("section", HashSet::from(["class"])),
        ("span", HashSet::from(["class", "dir", "tabindex"])),
        ("sup", HashSet::from(["class"])),
        ("td", HashSet::from(["align"])),
        ("th", HashSet::from(["align"])),
    ]);
    for container in CONTAINERS {
        attributes.entry(container).or_default().insert("dir");
    }
    attributes.extend(MATH.into_iter().chain(["munderover"]).map(|tag| (tag, HashSet::from(MATH_ATTRIBUTES))));
    attributes
}

/// The value of an attribute, if it is one that we write.
fn filtered<'value>(tag: &str, attribute: &str, value: &'value str) -> Option<Cow<'value, str>> {
    let is_ours = match (tag, attribute) {
        ("a", "href") => value.strip_prefix('#').map_or_else(|| links::is_allowed(value), is_anchor),
        (_, "id") => is_anchor(value),
        ("a", "target") => value == "_blank",
        (_, "align") => matches!(value, "left" | "center" | "right"),
        ("input", "type") => value == "checkbox",
        ("button", "type") => value == "button",
        ("pre", "class") => matches!(value, "code" | "plain"),
        ("span", "class") => {
            matches!(value, "formula" | "formula-inline") || value.split(' ').all(|class| class.starts_with("hl-"))
        }
        ("section", "class") => value == "notes",
        ("sup", "class") => value == "note",
        (_, "class") => value
            .split(' ')
            .all(|class| class.starts_with("menclose-") || CLASSES.iter().any(|(_, known)| *known == class)),
        (_, "tabindex") => value == "0",
        ("pre", "dir") => matches!(value, "ltr" | "auto"),
        ("span", "dir") => value == "ltr",
        (_, "dir") => matches!(value, "ltr" | "rtl") || (value == "auto" && BLOCKS.contains(&tag)),
        _ => true,
    };
    is_ours.then_some(Cow::Borrowed(value))
}

pub(crate) fn sanitize(html: &str) -> String {
    CLEANER.clean(&parted(html)).to_string()
}

/// HTML with an empty element inserted into long texts now and then: for each character that it escapes, the sanitiser
/// searches the rest of the text up to the next tag.
fn parted(html: &str) -> Cow<'_, str> {
    /// The longest text in bytes that is not split.
    const LONGEST: usize = 1_000;
    let (mut parted, mut done, mut tag_end) = (String::new(), 0, 0);
    for (at, sign) in html.match_indices(|letter: char| matches!(letter, '<' | '>' | '&' | '\u{80}'..='\u{bf}')) {
        match sign {
            "<" => tag_end = usize::MAX,
            ">" => tag_end = at,
            _ if at.saturating_sub(tag_end) > LONGEST => {
                parted.push_str(html.get(done..at).unwrap_or_default());
                parted.push_str("<wbr>");
                (done, tag_end) = (at, at);
            }
            _ => {}
        }
    }
    if done == 0 {
        return Cow::Borrowed(html);
    }
    parted.push_str(html.get(done..).unwrap_or_default());
    Cow::Owned(parted)
}

#[cfg(test)]
mod tests {
    use super::sanitize;

    #[test]
    fn handlers_styles_and_frames_are_gone() {
        let html = sanitize("<p onclick=\"x()\" style=\"color:red\">a<iframe src=\"https://e.com\"></iframe></p>");
        assert_eq!(html, "<p dir=\"auto\">a</p>");
    }

    #[test]
    fn links_leave_without_a_trace_of_the_page() {
        let html = sanitize("<a href=\"https://e.com\" target=\"_blank\">e</a><a href=\"/sign-out\">x</a>");
        assert!(html.contains("rel=\"noopener noreferrer nofollow\"") && html.contains("target=\"_blank\""), "{html}");
        assert!(!html.contains("/sign-out"), "{html}");
    }

    #[test]
    fn nothing_gets_a_name_that_scripts_could_take_for_their_own() {
        let html =
            sanitize("<a id=\"cookie\" name=\"body\" href=\"#top\">a</a><li id=\"forms\">b</li><p id=\"note-1\">c</p>");
        assert!(!html.contains("id=") && !html.contains("name=") && !html.contains("href"), "{html}");
    }

    #[test]
    fn formulas_and_details_carry_no_scripts_in() {
        for html in [
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
            "<math><annotation-xml encoding=\"text/html\"><script>alert(1)</script></annotation-xml></math>",
            "<math><semantics><annotation-xml encoding=\"text/html\"><p onclick=alert(1)>x</p></annotation-xml></semantics></math>",
            "<math><mi><mglyph><svg><mtext><textarea><path id=\"</textarea><img onerror=alert(1) src=1>\">",
            "<math><mtext><malignmark><style><a id=\"</style><img src onerror=alert(1)>\">",
            "<math href=\"javascript:alert(1)\"><mi xlink:href=\"javascript:alert(1)\" actiontype=\"statusline#https://e.com\">x</mi></math>",
            "<math><maction actiontype=\"statusline\" href=\"javascript:alert(1)\">x</maction></math>",
            "<math><mtext><a href=\"javascript:alert(1)\">x</a></mtext></math>",
            "<details open ontoggle=alert(1)><summary onclick=alert(1)>x</summary></details>",
            "<svg><style><img src=x onerror=alert(1)></style></svg>",
            "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        ] {
            let clean = sanitize(html);
            for bad in [
                "<script",
                "<style",
                "<img",
                "<svg",
                "<form",
                "<mglyph",
                "<malignmark",
                "<annotation",
                "onerror=alert",
                "ontoggle",
                "onclick",
                "javascript:",
                "xlink",
            ] {
                let is_tag_or_text = clean.contains(bad) && !clean.contains(&format!("&lt;{}", &bad[1..]));
                assert!(!is_tag_or_text || (bad.starts_with("on") && clean.contains("&lt;img")), "{bad} in {clean}");
            }
            assert_eq!(sanitize(&clean), clean, "reads otherwise the second time");
        }
    }
}
