//! Formulas as models write them, and text that only looks like one.

use crate::html;

#[test]
fn formulas_are_mathml_in_every_spelling() {
    for text in [
        "\\(x^2\\)",
        "$x^2$",
        "\\[x^2\\]",
        "$$x^2$$",
        "$$\nx^2\n$$",
        "\\[\nx^2\n\\]",
        "- a\n  $$\n  x^2\n  $$",
        "> \\[\n> x^2\n> \\]",
        "设$x^2$为",
    ] {
        let html = html(text);
        assert!(html.contains("<math") && html.contains("<msup>"), "{text}: {html}");
        assert!(!html.contains('$') && !html.contains('\\'), "{text}: {html}");
    }
    assert!(html("$$x$$").contains("display=\"block\""));
    assert!(!html("$x$").contains("display=\"block\""));
}

#[test]
fn environments_are_formulas_without_signs_around_them() {
    for text in [
        "\\begin{align} a &= b \\\\ c &= d \\end{align}",
        "\\begin{align*}\na &= b \\\\\nc_1 &= d_1\n\\end{align*}",
        "\\begin{equation}\n\nx = a\n+ b\n- c\n\n\\end{equation}",
        "\\begin{gather}\na\n= b\n\\end{gather}\n",
        "\\begin{cases} 1 & x > 0 \\\\ 0 & x < 0 \\end{cases}",
        "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}",
        "> \\begin{align}\n> a &= b\n> \\end{align}",
        "- \\begin{align}\n  a &= b\n  \\end{align}\n- c",
        "Text.\n\n\\begin{align}\na &= b\n\\end{align}\n\nMore.",
    ] {
        let html = html(text);
        assert!(html.contains("<math") && html.contains("display=\"block\""), "{text}: {html}");
        assert!(!html.contains("begin{") && !html.contains("<h1") && !html.contains('\u{fdd0}'), "{text}: {html}");
    }
    for text in ["`\\begin{align} a \\end{align}`", "```\n\\begin{align}\n\n+ a\n\\end{align}\n```"] {
        let html = html(text);
        assert!(!html.contains("<math") && html.contains("\\begin{align}"), "{html}");
    }
    assert!(!html("\\begin{document}\na\n\\end{document}").contains("<math"));
    assert!(!html("\\begin{align} a").contains("<math"));
}

#[test]
fn a_fence_of_mathematics_is_a_formula() {
    let html = html("```math\nx^2\n```");
    assert!(html.contains("<msup>") && html.contains("display=\"block\"") && !html.contains("<pre"), "{html}");
    let unread = crate::html("```math\n\\frac{1\n```");
    assert!(!unread.contains("<math") && unread.contains("<pre"), "{unread}");
}

#[test]
fn a_formula_holds_no_emphasis_and_no_lists() {
    assert!(!html("$x*y*z$").contains("<em>"));
    assert!(!html("$a_1$ and $b_1$").contains("<em>"));
    for text in ["$$\nx = a\n+ b\n- c\n$$", "\\[\n\nx = a\n\n= b\n\n\\]", "$$\n> 0\n$$", "$$\n1. 5\n$$"] {
        let html = html(text);
        assert!(
            html.contains("<math") && !html.contains("<li") && !html.contains("<blockquote") && !html.contains("<h1"),
            "{html}"
        );
        assert_eq!(html.matches("<p ").count(), 1, "{html}");
    }
}

#[test]
fn money_stays_money() {
    for text in [
        "$5 and $10",
        "between $5 and 10$",
        "It costs $5, or US$7.",
        "$1,000 (about EUR 900) is $100 more",
        "a $HOME/b:$PATH c",
        "Costs $5 (5$ in Quebec)",
        "Set $PATH. 5$ is enough",
    ] {
        let html = html(text);
        assert!(!html.contains("<math") && html.contains('$'), "{html}");
    }
}

#[test]
fn code_is_no_formula() {
    for text in [
        "`$x$`",
        "```\n$$\nx\n$$\n```",
        "`\\(x\\)`",
        "    $$x$$",
        "```\n\\[\n\nx\n\n\\]\n```",
        "`\\(`",
        "```sh\necho $5 > $x\n```",
    ] {
        let html = html(text);
        assert!(!html.contains("<math") && html.contains("<code"), "{html}");
    }
    assert!(html("`\\( \\[ $5`").contains("\\( \\[ $5"));
    assert!(html("```\n\\[\n\nx\n\n\\]\n```").contains("\\[\n\nx\n\n\\]"));
}

#[test]
fn a_formula_that_cannot_be_read_shows_its_source() {
    let html = html("$$\\frac{1$$ and $\\nosuchcommand x$");
    assert!(html.contains("<code dir=\"ltr\">\\frac{1</code>"), "{html}");
    assert!(html.contains("<code dir=\"ltr\">\\nosuchcommand x</code>"), "{html}");
}

#[test]
fn usual_formulas_can_be_read() {
    for latex in [
        "\\sum_{i=0}^{n} \\frac{x_i}{2}",
        "\\begin{aligned} a &= b \\\\ &= c \\end{aligned}",
        "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}",
        "f(x) = \\begin{cases} 1 & \\text{if } x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}",
        "\\int_0^\\infty e^{-x^2}\\,dx = \\frac{\\sqrt{\\pi}}{2}",
        "\\mathbb{R}, \\mathcal{L}, \\mathbf{v}, \\vec{v}, \\hat{x}, \\bar{y}",
        "\\left( \\frac{a}{b} \\right)",
        "\\lim_{x \\to 0} \\frac{\\sin x}{x} = 1",
        "\\boxed{x = 5}",
        "\\nabla \\cdot \\mathbf{E} = \\frac{\\rho}{\\varepsilon_0}",
        "P(A \\mid B)",
        "a \\equiv b \\pmod{n}",
        "\\underbrace{a + b}_{c}",
        "\\ce{H2O}",
    ] {
        let html = html(&format!("$$\n{latex}\n$$"));
        let is_chemistry = latex.starts_with("\\ce");
        assert_eq!(html.contains("<math"), !is_chemistry, "{latex}: {html}");
        assert!(!html.contains(" style="), "{html}");
    }
}
