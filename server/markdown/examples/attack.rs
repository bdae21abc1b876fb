//! Prints the rendering time of texts that were written to be slow, each at two sizes: twice the text may take about
//! twice the time. `cargo run --release -p markdown --example attack [BYTES]`

use std::hint::black_box;
use std::time::{Duration, Instant};

use markdown::{Anchors, render_blocks};

/// The size of the smaller text in bytes.
const BYTES: usize = 50_000;

/// A name, and a function that makes a text of about this many bytes.
type Attack = (&'static str, fn(usize) -> String);

fn main() {
    let bytes = std::env::args().nth(1).and_then(|bytes| bytes.parse().ok()).unwrap_or(BYTES);
    black_box(render_blocks("```rust\nfn main() {}\n```", &Anchors::of("1")));
    println!("{:<28}{:>12}{:>12}{:>8}{:>12}", "text", "n", "2n", "times", "HTML of 2n");
    for (name, text) in attacks() {
        let (once, _) = measured(&text(bytes));
        let (twice, html) = measured(&text(2 * bytes));
        let times = twice.as_secs_f64() / once.as_secs_f64().max(1e-9);
        println!("{name:<28}{once:>12.2?}{twice:>12.2?}{times:>8.1}{html:>12}");
    }
}

fn measured(text: &str) -> (Duration, usize) {
    let begun = Instant::now();
    let html = black_box(render_blocks(text, &Anchors::of("1")));
    (begun.elapsed(), html.iter().map(String::len).sum())
}

fn again(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes.div_ceil(piece.len()))
}

fn fenced(lang: &str, code: String) -> String {
    format!("```{lang}\n{code}\n```")
}

fn attacks() -> Vec<Attack> {
    let mut all = structures();
    all.extend(inlines());
    all.extend(code());
    all
}

/// Nested blocks, and blocks that grow beyond their text.
fn structures() -> Vec<Attack> {
    vec![
        ("quotes in quotes", |n| again(">", n)),
        ("quotes with spaces", |n| again("> ", n)),
        ("quotes on each line", |n| again(&format!("{}a\n", ">".repeat(500)), n)),
        ("lists on one line", |n| again("- ", n) + "a"),
        ("numbers on one line", |n| again("1. ", n) + "a"),
        ("quotes and lists", |n| again("> - ", n) + "a"),
        ("lists by indentation", |n| {
            let deep = (1..).take_while(|deep| deep * deep < n);
            deep.flat_map(|deep| ["  ".repeat(deep), "- a\n".to_owned()]).collect()
        }),
        ("lists by tabs", |n| {
            let deep = (1..).take_while(|deep| deep * deep < 2 * n);
            deep.flat_map(|deep| ["\t".repeat(deep), "- a\n".to_owned()]).collect()
        }),
        ("one long list", |n| again("- a\n", n)),
        ("a long list without letters", |n| again("- 1\n", n)),
        ("lists and quotes of both ways", |n| again("- ש\n  - a\n    > ב\n\n1. 1\n", n)),
        ("empty items", |n| again("-\n", n)),
        ("headings", |n| again("# a\n", n)),
        ("rules", |n| again("---\n", n)),
        ("a wide table", |n| format!("|{}\n|{}\n", again("a|", n / 3), again("-|", n / 3)) + &again("|\n", n / 3)),
        ("a long table", |n| format!("|a|b|\n|-|-|\n{}", again("|a|b|\n", n))),
        ("a wide row", |n| format!("|a|\n|-|\n{}", again("|a", n))),
        ("many tables", |n| again("|a|b|c|\n|-|-|-|\n|\n|\n|\n\n", n)),
        ("pipes in a paragraph", |n| again("a|", n)),
        ("setext lines", |n| again("a\n=\n", n)),
        ("blank lines", |n| again("\n", n)),
        ("fences", |n| again("```\n", n)),
        ("growing fences", |n| growing("`", n, "\n")),
        ("references", |n| {
            let names = 0..n / 30;
            names
                .clone()
                .map(|at| format!("[r{at}]: https://e.com\n"))
                .chain(names.map(|at| format!("[r{at}] ")))
                .collect()
        }),
        ("one long reference", |n| format!("[a]: https://e.com/{}\n\n{}", "x".repeat(n / 2), again("[a] ", n / 2))),
        ("footnotes", |n| {
            let names = 0..n / 20;
            names.clone().map(|at| format!("[^{at}] ")).chain(names.map(|at| format!("\n\n[^{at}]: a"))).collect()
        }),
        ("one footnote often", |n| again("[^a] ", n) + "\n\n[^a]: b"),
        ("footnotes in footnotes", |n| again("[^a]: ", n)),
        ("footnotes without notes", |n| again("[^a] ", n)),
        ("details in details", |n| again("<details>\n\n", n)),
        ("details on one line", |n| again("<details>", n)),
        ("details and ends", |n| again("<details>\n\n", n / 2) + &again("</details>\n\n", n / 2)),
        ("summaries", |n| again("<details><summary>a</summary>\n", n)),
        ("summaries with stars", |n| again("<details><summary>*a* `b`</summary>\n", n)),
        ("stars in one summary", |n| format!("<details><summary>{}</summary>", again("*a_ ", n))),
        ("open environments", |n| again("\\begin{align}\n", n)),
        ("environments", |n| again("\\begin{align}\n\\(\n\\end{align}\n", n)),
        ("open comments as blocks", |n| again("<!--\n\n", n)),
    ]
}

/// Attacks within one paragraph.
fn inlines() -> Vec<Attack> {
    vec![
        ("ampersands", |n| again("&", n)),
        ("entities", |n| again("&amp;", n)),
        ("long numbers", |n| again("&#9", n)),
        ("brackets", |n| again("[", n)),
        ("brackets both ways", |n| again("[", n / 2) + &again("]", n / 2)),
        ("brackets and words", |n| again("[a](b", n)),
        ("pointed addresses", |n| again("[a](<b", n)),
        ("titles", |n| again("[a](b \"c", n)),
        ("round addresses", |n| format!("[a]({}", again("(", n))),
        ("pictures", |n| again("![", n)),
        ("pictures and words", |n| again("![a](", n)),
        ("pictures in pictures", |n| again("![a", n / 2) + &again("](b)", n / 2)),
        ("stars and lines", |n| again("*a_ ", n)),
        ("stars", |n| again("*", n)),
        ("stars and words", |n| again("a**b", n)),
        ("stars in stars", |n| again("*a **a ", n / 2) + &again("a** a*", n / 2)),
        ("lines and words", |n| again("_a __a ", n)),
        ("lines in Chinese", |n| again("太__字。__", n)),
        ("lines and Chinese", |n| again("太__", n)),
        ("tildes", |n| again("~~a ", n)),
        ("growing backticks", |n| growing("`", n, "a")),
        ("backticks", |n| again("`a``b", n)),
        ("less than", |n| again("<", n)),
        ("open comments", |n| again("a <!--", n)),
        ("open instructions", |n| again("a <?", n)),
        ("open declarations", |n| again("a <!A ", n)),
        ("open data", |n| again("a <![CDATA[", n)),
        ("open tags", |n| again("a <b c=\"", n)),
        ("open tags with names", |n| again("<a ", n)),
        ("subscripts", |n| again("<sub>", n)),
        ("subscripts and ends", |n| again("<sub>", n / 2) + &again("</sub>", n / 2)),
        ("wrong ends", |n| again("<sub>", n / 2) + &again("</sup>", n / 2)),
        ("breaks", |n| again("a<br>", n)),
        ("backslashes", |n| again("\\", n)),
        ("escaped stars", |n| again("\\*", n)),
        ("colons", |n| again(":", n)),
        ("emoji", |n| again(":a: ", n)),
        ("addresses", |n| again("https://", n)),
        ("addresses with lines", |n| again("https://_", n)),
        ("an address with dots", |n| format!("https://{}", again("a.", n))),
        ("an address with brackets", |n| format!("https://e.com/{}", again("(", n))),
        ("an address with ends", |n| format!("https://e.com/{}", again(")", n))),
        ("an address with entities", |n| format!("https://e.com/{}", again("&a;", n))),
        ("an address in Chinese", |n| again("https://e.com/a。", n)),
        ("pointed addresses in Chinese", |n| again("<https://e.com/a。>", n)),
        ("www", |n| again("www.", n)),
        ("w", |n| again("w", n)),
        ("at signs", |n| again("a@", n)),
        ("mail addresses", |n| again("a@b.c", n)),
        ("plus before at", |n| again("+", n) + "@a.b"),
        ("dollars", |n| again("$", n)),
        ("open dollars", |n| again("$a ", n)),
        ("escaped dollars", |n| again("$\\", n)),
        ("two dollars", |n| again("$$ ", n)),
        ("one and two dollars", |n| again("$a$$b", n)),
        ("open formulas", |n| again("\\(", n)),
        ("open displayed formulas", |n| again("\\[", n)),
        ("open formulas as blocks", |n| again("\\[\n", n)),
        ("formulas", |n| again("$x^2$ ", n)),
        ("groups in a formula", |n| format!("${}x$", again("{", n))),
        ("roots in a formula", |n| format!("${}x$", again("\\sqrt", n))),
        ("macros in a formula", |n| format!("$\\def\\a{{xxxxxxxxxx}}\\def\\b{{\\a\\a\\a\\a}}{}$", again("\\b", n))),
        ("lines", |n| again("a\n", n)),
        ("hard breaks", |n| again("a  \n", n)),
        ("letters", |n| again("abc ", n)),
        ("NULs", |n| again("\0", n)),
    ]
}

/// Code that is hard to highlight.
fn code() -> Vec<Attack> {
    vec![
        ("code on one line", |n| fenced("js", again("a=1;", n))),
        ("brackets in JSON", |n| fenced("json", again("[", n))),
        ("braces in JavaScript", |n| fenced("js", again("{", n))),
        ("braces on lines", |n| fenced("js", again("{\n", n))),
        ("tags in HTML", |n| fenced("html", again("<div>\n", n))),
        ("quotes in Python", |n| fenced("python", again("\"\"\" '''\n", n))),
        ("spaces in Rust", |n| fenced("rust", again(&format!("{}a\n", " ".repeat(900)), n))),
        ("C++ templates", |n| fenced("cpp", again("a<", n))),
        ("Markdown in Markdown", |n| fenced("md", again("*a_ [b](", n))),
        ("regular code", |n| fenced("rust", again("fn a(b: u8) -> u8 { b + 1 }\n", n))),
        ("many blocks of code", |n| again("```js\nlet a = 1;\n```\n", n)),
        ("a long language", |n| fenced(&again("a", n), String::new())),
    ]
}

fn growing(sign: &str, bytes: usize, between: &str) -> String {
    let mut text = String::new();
    for length in 1.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&sign.repeat(length));
        text.push_str(between);
    }
    text
}
