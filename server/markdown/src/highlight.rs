//! Code in Markdown: coloured by class, never by inline style, and with a button to copy it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::{self, Write};
use std::sync::LazyLock;

use comrak::adapters::SyntaxHighlighterAdapter;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// Code longer than this, in bytes, is shown without colours: colouring it would cost more than it shows.
const LONGEST: usize = 50_000;
const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

pub(super) struct Highlighter;

impl SyntaxHighlighterAdapter for Highlighter {
    fn write_highlighted(&self, output: &mut dyn Write, lang: Option<&str>, code: &str) -> fmt::Result {
        match lang.and_then(|lang| coloured(lang, code)) {
            Some(html) => output.write_str(&html),
            None => output.write_str(&escaped(code)),
        }
    }

    fn write_pre_tag(&self, output: &mut dyn Write, _: HashMap<&'static str, Cow<'_, str>>) -> fmt::Result {
        output.write_str("<pre class=\"code\" tabindex=\"0\"><button type=\"button\" data-copy=\"\">Copy</button>")
    }

    fn write_code_tag(&self, output: &mut dyn Write, attributes: HashMap<&'static str, Cow<'_, str>>) -> fmt::Result {
        let class = attributes.get("class").map(AsRef::as_ref).unwrap_or_default();
        let lang: String = class
            .strip_prefix("language-")
            .unwrap_or_default()
            .chars()
            .filter(|letter| letter.is_ascii_alphanumeric() || "+#-_.".contains(*letter))
            .collect();
        write!(output, "<code data-lang=\"{lang}\">")
    }
}

fn coloured(lang: &str, code: &str) -> Option<String> {
    if lang.is_empty() || code.len() > LONGEST {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(lang)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, STYLE);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

/// A text that stands between tags as it was written.
pub(super) fn escaped(code: &str) -> String {
    code.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
