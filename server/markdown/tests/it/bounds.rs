//! How much work and output a text can cause. `examples/attack.rs` measures times; here work is counted.

use markdown::{Anchors, render_blocks};

use crate::html;

/// How deep elements are nested.
fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        let name = tag.split(['>', ' ']).next().unwrap_or_default();
        match name {
            "br" | "hr" | "input" => {}
            name if name.starts_with('/') => depth -= 1,
            _ => depth += 1,
        }
        deepest = deepest.max(depth);
    }
    deepest
}

#[test]
fn no_text_nests_blocks_without_end() {
    let indented: String = (0..300).flat_map(|deep| ["  ".repeat(deep), "- a\n".to_owned()]).collect();
    let by_tabs: String = (0..300).flat_map(|deep| ["\t".repeat(deep), "- a\n".to_owned()]).collect();
    for text in [
        ">".repeat(19_000),
        "> ".repeat(10_000),
        "- ".repeat(5_000) + "a",
        "1. ".repeat(5_000) + "a",
        "+ > ".repeat(5_000) + "a",
        "[^a]: ".repeat(3_000),
        "<details>\n\n".repeat(2_000),
        "<details>".repeat(2_000),
        "<sub>".repeat(2_000) + &"</sub>".repeat(2_000),
        format!("```json\n{}\n```", "[\n".repeat(5_000)),
        format!("${}x{}$", "{".repeat(500), "}".repeat(500)),
        format!("{}\n{}", "> ".repeat(15) + "```", "> ".repeat(5_000)),
        indented,
        by_tabs,
    ] {
        let deepest = depth(&html(&text));
        assert!(deepest <= 200, "{deepest} levels of {}", &text[..20]);
    }
}

#[test]
fn what_is_cut_stays_readable() {
    let quotes = html(&format!("{}end", ">".repeat(30)));
    assert!(quotes.contains("&gt;&gt;end"), "{quotes}");
    let code = html(&format!("```\n{}\n```", ">".repeat(60)));
    assert!(code.contains(&"&gt;".repeat(60)) && !code.contains('\u{fdd0}'), "{code}");
    let rule = html(&"* ".repeat(60));
    assert!(rule.contains("<hr"), "{rule}");
}

#[test]
fn twice_the_text_is_at_most_about_twice_the_html() {
    let attacks: [fn(usize) -> String; 12] = [
        |n| ">".repeat(n),
        |n| "&".repeat(n),
        |n| "[".repeat(n),
        |n| "![a](".repeat(n / 5),
        |n| "*a_ ".repeat(n / 4),
        |n| format!("|{}\n|{}\n{}", "a|".repeat(n / 6), "-|".repeat(n / 6), "|\n".repeat(n / 6)),
        |n| format!("[a]: https://e.com/{}\n\n{}", "x".repeat(n / 2), "[a] ".repeat(n / 8)),
        |n| "[^a] ".repeat(n / 5) + "\n\n[^a]: b",
        |n| "\\(".repeat(n / 2),
        |n| format!("$\\def\\a{{xxxxxxxx}}\\def\\b{{\\a\\a\\a}}{}$", "\\b".repeat(n / 2)),
        |n| format!("```js\n{}\n```", "a=1;\n".repeat(n / 5)),
        |n| "|a|b|\n|-|-|\n|\n|\n\n".repeat(n / 18),
    ];
    for (at, attack) in attacks.into_iter().enumerate() {
        let (once, twice) = (html(&attack(10_000)).len(), html(&attack(20_000)).len());
        assert!(twice <= 3 * once + 20_000, "attack {at}: {once}, then {twice}");
        assert!(twice <= 100 * 20_000, "attack {at}: {twice}");
    }
}

#[test]
fn what_the_sanitiser_looks_through_for_each_sign_is_short() {
    for text in
        ["&".repeat(20_000), "\u{b7}".repeat(20_000), "&amp;\u{b0}".repeat(5_000), format!("`{}`", "&".repeat(20_000))]
    {
        let html = html(&text);
        let longest = html.split(['<', '>']).map(str::len).max().unwrap_or_default();
        assert!(longest < 6_000, "{longest} bytes without a tag");
        assert!(!html.contains("&lt;wbr"), "{html}");
    }
    let address = format!("https://e.com/?{}", "&a".repeat(5_000));
    for text in [address.clone(), format!("[a]({address})")] {
        assert!(!html(&text).contains("href"));
    }
}

#[test]
fn a_very_long_text_is_shown_as_it_was_written() {
    let blocks = render_blocks(&"A *word*.\n\n".repeat(30_000), &Anchors::of("1"));
    let last = blocks.last().unwrap();
    assert!(last.starts_with("<pre class=\"plain\" dir=\"auto\">") && last.contains("A *word*."), "{}", &last[..100]);
    assert!(blocks[0].contains("<em>word</em>"));
}

#[test]
fn marks_of_our_own_in_a_text_are_no_marks() {
    let html = html("a\u{fdd0}b \u{fdd1} `\u{fdd2}` \u{fdd3}x\u{fdd3}");
    assert!(!html.contains(['\u{fdd0}', '\u{fdd1}', '\u{fdd2}', '\u{fdd3}', '$']), "{html}");
}
