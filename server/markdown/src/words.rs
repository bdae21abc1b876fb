//! The plain text of a line of Markdown, for places that can show nothing else.

use std::panic::{AssertUnwindSafe, catch_unwind};

use comrak::nodes::NodeValue;
use comrak::{Arena, parse_document};

use crate::blocks::options;
use crate::source::{marked, restored, unescaped};

/// Elements that stand apart from the words beside them.
const APART: [&str; 14] = ["br", "p", "div", "li", "ul", "ol", "tr", "td", "th", "hr", "h1", "h2", "h3", "h4"];

/// The text that a reader of the rendered Markdown would read; of a formula its source.
pub fn words(line: &str) -> String {
    // A text that makes the parser panic is left as it was written.
    let words = catch_unwind(AssertUnwindSafe(|| read(line))).unwrap_or_else(|_| line.to_owned());
    // Unclosed marks.
    without_notes(&words).replace("**", "").replace("__", "").replace(['`', '|'], "")
}

fn read(line: &str) -> String {
    let (arena, marked) = (Arena::new(), marked(line));
    let mut words = String::new();
    for node in parse_document(&arena, &marked.text, &options()).descendants() {
        match &node.data().value {
            NodeValue::Text(text) => words.push_str(&unescaped(text)),
            NodeValue::Code(code) => words.push_str(&typed(&code.literal)),
            NodeValue::Math(math) => words.push_str(&typed(&math.literal)),
            NodeValue::HtmlBlock(block) => words.push_str(&without_tags(&typed(&block.literal))),
            NodeValue::HtmlInline(tag) if is_apart(tag) => words.push(' '),
            NodeValue::SoftBreak | NodeValue::LineBreak => words.push(' '),
            _ => {}
        }
    }
    words
}

fn typed(literal: &str) -> String {
    let mut typed = literal.to_owned();
    restored(&mut typed);
    typed
}

fn is_apart(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/', ' ']);
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len());
    name.get(..end).is_some_and(|name| APART.iter().any(|apart| name.eq_ignore_ascii_case(apart)))
}

/// The text of HTML between its tags.
fn without_tags(html: &str) -> String {
    let mut is_tag = false;
    let keep = |letter: char| {
        let is_edge = matches!(letter, '<' | '>');
        is_tag = if is_edge { letter == '<' } else { is_tag };
        if is_edge { Some(' ') } else { (!is_tag).then_some(letter) }
    };
    html.chars().filter_map(keep).collect()
}

/// The text without references to notes that are not there.
fn without_notes(words: &str) -> String {
    let (mut kept, mut rest) = (String::new(), words);
    while let Some((before, after)) = rest.split_once("[^") {
        kept.push_str(before);
        rest = match after.split_once(']') {
            Some((name, after)) if !name.is_empty() && !name.contains(char::is_whitespace) => after,
            _ => {
                kept.push_str("[^");
                after
            }
        };
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_what_a_reader_reads() {
        for (line, read) in [
            ("**One** *two* ~~three~~ `four_a`", "One two three four_a"),
            ("一*斜。*体", "一斜。体"),
            ("a[^1] and b[^two]", "a and b"),
            ("[^ and [^]", "[^ and [^]"),
            ("one<br>two<BR/>three", "one two three"),
            ("H<sub>2</sub>O for $5 and snake_case", "H2O for $5 and snake_case"),
            ("$x^2$ and \\(y\\)", "x^2 and y"),
        ] {
            assert_eq!(words(line), read, "{line:?}");
        }
        assert_eq!(words("<div>one</div><p>two</p>").split_whitespace().collect::<Vec<_>>(), ["one", "two"]);
    }
}
