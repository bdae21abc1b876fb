//! No text brings a script, an address or a name into a page.

use proptest::prelude::*;

use crate::html;

#[test]
fn html_and_scripts_come_out_as_text_and_dangerous_links_lose_their_target() {
    let html = html("<script>alert(1)</script>\n\n[x](javascript:alert(1)) <b onclick=x>b</b>");
    assert!(!html.contains("<script") && !html.contains("javascript:") && !html.contains("<b "), "{html}");
}

#[test]
fn a_link_that_leads_nowhere_is_only_its_words() {
    for text in [
        "[*x*](javascript:alert(1))",
        "[x](/sign-out)",
        "[x](#top)",
        "![x](data:image/png;base64,a)",
        "[x](<java\tscript:a>)",
        "<javascript:alert(1)>",
        "[x][a]\n\n[a]: vbscript:a",
        "[x](https://)",
    ] {
        let html = html(text);
        assert!(!html.contains("<a"), "{text}: {html}");
        assert!(!html.contains("href"), "{text}: {html}");
    }
    assert!(html("[*x*](javascript:alert(1))").contains("<em>x</em>"));
}

#[test]
fn formulas_and_elements_carry_nothing_in() {
    for text in [
        "$\\href{javascript:alert(1)}{x}$",
        "$\\text{<img src=x onerror=alert(1)>}$",
        "$</math><script>alert(1)</script>$",
        "$$\\text{</mtext></math><style><img src=x onerror=alert(1)></style>}$$",
        "$\\class{x}{y} \\cssId{a}{b} \\style{color:red}{x} \\htmlId{a}{b}$",
        "$\\tag{<b>} \\label{x\" onload=alert(1)}$",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        "<details><math><mglyph><style></details><img src onerror=alert(1)>",
        "<details ontoggle=alert(1) open><summary>x</summary></details>",
        "<sub><svg></sub><style><img src=x onerror=alert(1)></style>",
        "[^\"><img src=x onerror=alert(1)>]\n\n[^\"><img src=x onerror=alert(1)>]: a",
        "```\"onload=alert(1)\nx\n```",
        "[a](https://e.com \"x\\\" onclick=alert(1)\")",
    ] {
        let html = html(text);
        for tag in html.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
            assert!(
                !["script", "style", "img", "svg", "mglyph", "malignmark", "iframe", "b"].contains(&name),
                "{text}: {html}"
            );
            assert!(!tag.contains(" on") || tag.contains("title=\""), "{text}: {html}");
            assert!(!tag.contains("javascript:") && !tag.contains("style="), "{text}: {html}");
        }
    }
}

proptest! {
    #[test]
    fn every_text_renders_and_every_link_leads_somewhere(
        text in "(\\[|\\]|\\(|\\)|!|<|>|\\$|\\\\|\\*|_|`|\\||-|:|\n|&|\\^|~|#|a|5| |。|真|https://e.com|javascript:|<sub>|</sub>|<details>|</details>|<math>|<style>|\\[\\^a\\]|\\\\frac|\\{|\\}){0,60}"
    ) {
        let html = html(&text);
        prop_assert!(!html.contains("<style") && !html.contains("\u{fdd0}"), "{}", html);
        for link in html.split("<a").skip(1) {
            prop_assert!(link.starts_with(" href=\"http") || link.starts_with(" href=\"#note-") || link.starts_with(" href=\"mailto"), "{}", html);
        }
    }

    #[test]
    fn every_formula_renders(latex in "(\\\\frac|\\\\sqrt|\\\\left|\\\\right|\\\\begin\\{|\\\\end\\{|matrix\\}|aligned\\}|\\\\def|\\\\text|\\\\hat|\\\\limits|\\\\not|\\\\mathbf|\\\\big|#1|[{}^_&a1()'|.<>]| |\\\\\\\\|\\\\){0,30}") {
        let html = html(&["$$", &latex, "$$"].concat());
        prop_assert!(html.starts_with('<'));
    }
}
