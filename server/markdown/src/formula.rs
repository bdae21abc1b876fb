//! Formulas as MathML. A formula that cannot be parsed stays readable: as code.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay, MaxExpansions};

use crate::delimiters::LONGEST;
use crate::highlight::escaped;

/// The deepest nesting of groups, roots and fractions.
const DEPTH: usize = 60;
/// How many bytes of MathML a byte of a formula may become: macros could make it grow without end.
const GROWTH: usize = 200;

/// An inline formula longer than this, in bytes, may be wider than a page.
const LONG: usize = 60;

static READER: LazyLock<Option<LatexToMathML>> = LazyLock::new(|| {
    let config = MathCoreConfig { max_expansions: MaxExpansions(50), ..MathCoreConfig::default() };
    LatexToMathML::new(config, Vec::new()).ok()
});

/// The formula as MathML, or its source as code. The result is still to be sanitised.
pub(crate) fn html(latex: &str, is_display: bool) -> String {
    let latex = latex.trim();
    match mathml(latex, is_display) {
        Some(mathml) if is_display => format!("<span class=\"formula\" tabindex=\"0\">{mathml}</span>"),
        Some(mathml) if latex.len() > LONG => format!("<span class=\"formula-inline\">{mathml}</span>"),
        Some(mathml) => mathml,
        None => format!("<code>{}</code>", escaped(latex)),
    }
}

fn mathml(latex: &str, is_display: bool) -> Option<String> {
    if latex.is_empty() || latex.len() > LONGEST || depth(latex) > DEPTH {
        return None;
    }
    let reader = READER.as_ref()?;
    let display = if is_display { MathDisplay::Block } else { MathDisplay::Inline };
    // It is a young parser: its panic must not end the answer.
    let read = catch_unwind(AssertUnwindSafe(|| reader.convert_with_local_state(latex, display)));
    let mathml = read.ok()?.ok()?.mathml;
    // A formula may hold no links and link targets.
    let is_plain = !mathml.contains("<a ") && mathml.len() <= GROWTH * (latex.len() + 10);
    is_plain.then(|| classes_for_styles(&mathml).into_owned())
}

/// An upper bound of how deep a formula nests: commands that take their argument without braces nest too.
fn depth(latex: &str) -> usize {
    let (mut depth, mut deepest, mut commands) = (0_usize, 0, 0);
    let mut letters = latex.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' => (depth, commands) = (depth.saturating_sub(1), 0),
            '\\' => {
                let mut name = 0;
                while letters.next_if(char::is_ascii_alphabetic).is_some() {
                    name += 1;
                }
                // An escaped character is no command.
                if name > 0 {
                    commands += 1;
                } else {
                    letters.next();
                }
            }
            '^' | '_' => commands += 1,
            ' ' | '\n' => {}
            _ => commands = 0,
        }
        deepest = deepest.max(depth + commands);
    }
    deepest
}

/// Pages allow no inline styles: those that align columns become classes, the others are removed.
fn classes_for_styles(mathml: &str) -> Cow<'_, str> {
    const STYLE: &str = " style=\"";
    if !mathml.contains(STYLE) {
        return Cow::Borrowed(mathml);
    }
    let mut parts = mathml.split(STYLE);
    let mut html = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (style, rest) = part.split_once('"').unwrap_or_default();
        let classes: Vec<&str> =
            CLASSES.iter().filter(|(rule, _)| style.contains(rule)).map(|(_, class)| *class).collect();
        if !classes.is_empty() {
            html.push_str(" class=\"");
            html.push_str(&classes.join(" "));
            html.push('"');
        }
        html.push_str(rest);
    }
    Cow::Owned(html)
}

/// The parser's inline styles, and the style sheet's class for each.
pub(crate) const CLASSES: [(&str, &str); 4] = [
    ("text-align: left", "math-left"),
    ("text-align: right", "math-right"),
    ("padding-left: 0", "math-joined-left"),
    ("padding-right: 0", "math-joined-right"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_becomes_mathml() {
        let html = html("\\frac{a}{b}", false);
        assert!(html.starts_with("<math") && html.contains("<mfrac>"), "{html}");
    }

    #[test]
    fn what_is_no_formula_stays_readable_as_code() {
        for latex in ["\\frac{", "\\unknown{x}", "}", "&", "\\href{javascript:alert(1)}{x}", "<script>"] {
            let html = html(latex, true);
            assert!(html.contains("<code>") || !html.contains("<a"), "{html}");
            assert!(!html.contains("<script"), "{html}");
        }
        assert_eq!(html("\\frac{", false), "<code>\\frac{</code>");
    }

    #[test]
    fn a_formula_may_be_only_so_long_and_deep() {
        for latex in [
            "x".repeat(3_000),
            "{".repeat(500) + &"}".repeat(500),
            "\\sqrt".repeat(300) + " x",
            "\\frac ".repeat(300),
            "\\left(".repeat(200) + &"\\right)".repeat(200),
            "x^".repeat(500),
            "\\hat\\vec".repeat(200) + "x",
        ] {
            assert!(html(&latex, false).starts_with("<code>"), "{latex}");
        }
        let macros = format!("\\def\\a{{{}}}\\def\\b{{\\a\\a\\a\\a\\a}}{}", "xy".repeat(100), "\\b ".repeat(300));
        assert!(html(&macros, false).len() < 500_000);
    }
}
