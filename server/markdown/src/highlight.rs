//! Code in Markdown: highlighted by class, never by inline style, and with a button to copy it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::{self, Write};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use comrak::adapters::SyntaxHighlighterAdapter;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// Code longer than this, in bytes, is shown without highlighting: its cost would exceed its use.
const LONGEST: usize = 20_000;
/// A longer line was made by a machine, and takes longest to highlight.
const LONGEST_LINE: usize = 1_000;
/// How many bytes of code are highlighted in one text in all.
const LONGEST_IN_ALL: usize = 60_000;
/// The cost of beginning a block, in bytes of code.
const FIRST_COST: usize = 200;
/// The deepest nesting of highlighting.
const DEPTH: usize = 60;
const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Highlights the code of one text.
#[derive(Default)]
pub(crate) struct Highlighter {
    coloured: AtomicUsize,
}

impl SyntaxHighlighterAdapter for Highlighter {
    fn write_highlighted(&self, output: &mut dyn Write, lang: Option<&str>, code: &str) -> fmt::Result {
        let html = lang.filter(|_| self.has_room_for(code)).and_then(|lang| coloured(lang, code));
        match html {
            Some(html) => output.write_str(&html),
            None => output.write_str(&escaped(code)),
        }
    }

    fn write_pre_tag(&self, output: &mut dyn Write, _: HashMap<&'static str, Cow<'_, str>>) -> fmt::Result {
        output.write_str(
            "<pre class=\"code\" tabindex=\"0\" dir=\"ltr\"><button type=\"button\" data-copy=\"\">Copy</button>",
        )
    }

    fn write_code_tag(&self, output: &mut dyn Write, attributes: HashMap<&'static str, Cow<'_, str>>) -> fmt::Result {
        /// No language has a longer name.
        const LONGEST_NAME: usize = 40;
        let class = attributes.get("class").map(AsRef::as_ref).unwrap_or_default();
        let lang: String = class
            .strip_prefix("language-")
            .unwrap_or_default()
            .chars()
            .filter(|letter| letter.is_ascii_alphanumeric() || "+#-_.".contains(*letter))
            .take(LONGEST_NAME)
            .collect();
        write!(output, "<code data-lang=\"{lang}\">")
    }
}

impl Highlighter {
    fn has_room_for(&self, code: &str) -> bool {
        let is_short = code.len() <= LONGEST && code.lines().all(|line| line.len() <= LONGEST_LINE);
        let cost = code.len() + FIRST_COST;
        is_short && self.coloured.fetch_add(cost, Ordering::Relaxed) + cost <= LONGEST_IN_ALL
    }
}

fn coloured(lang: &str, code: &str) -> Option<String> {
    let syntax = SYNTAXES.find_syntax_by_token(lang)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, STYLE);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize()).filter(|html| depth(html) <= DEPTH)
}

/// How deep elements are nested.
fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for (at, _) in html.match_indices("span") {
        match html.as_bytes().get(at.saturating_sub(1)) {
            Some(b'<') => depth += 1,
            Some(b'/') => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// A text between tags, shown as it was written.
pub(crate) fn escaped(code: &str) -> String {
    code.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_so_much_code_is_coloured() {
        let highlighter = Highlighter::default();
        assert!(!highlighter.has_room_for(&"a\n".repeat(20_000)));
        assert!(!highlighter.has_room_for(&"a".repeat(2_000)));
        let block = "a\n".repeat(7_400);
        let rooms: Vec<bool> = (0..5).map(|_| highlighter.has_room_for(&block)).collect();
        assert_eq!(rooms, [true, true, true, true, false]);
    }

    #[test]
    fn code_whose_colours_lie_too_deep_in_each_other_has_none() {
        assert_eq!(coloured("json", &"[\n".repeat(500)), None);
        assert!(coloured("json", "[[1]]").is_some());
    }
}
