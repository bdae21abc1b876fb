//! The direction of quotes, lists, tables and other container blocks: that of the first of their words. A browser would
//! skip the blocks in them that have a direction of their own, and so all of their words.

use unicode_bidi::{Direction, get_base_direction_full};

/// Blocks whose bars, markers or columns are mirrored.
pub(crate) const CONTAINERS: [&str; 6] = ["blockquote", "details", "ol", "section", "table", "ul"];
/// Elements that are left-to-right in every language, and say nothing of the text around them.
const LEFT_TO_RIGHT: [&str; 4] = ["button", "code", "math", "pre"];

/// The HTML with the direction of its containers. A container without any words takes that of its parent.
pub(crate) fn directed(html: &str) -> String {
    let mut reader = Reader::default();
    let mut rest = html;
    while let Some(begin) = rest.find('<') {
        let (words, tag) = rest.split_at(begin);
        reader.words(words);
        let end = tag_end(tag);
        let (tag, behind) = tag.split_at(end);
        reader.tag(tag, html.len() - rest.len() + begin);
        rest = behind;
    }
    reader.words(rest);
    reader.end(html)
}

/// The end of the tag that the text begins with; a `>` in quotes ends none.
fn tag_end(text: &str) -> usize {
    let mut in_quotes = false;
    let end = text.bytes().position(|byte| {
        in_quotes ^= byte == b'"';
        byte == b'>' && !in_quotes
    });
    end.map_or(text.len(), |end| end + 1)
}

struct Container<'a> {
    name: &'a str,
    /// The byte at which its attributes begin.
    attributes: usize,
    direction: Option<&'static str>,
}

#[derive(Default)]
struct Reader<'a> {
    open: Vec<Container<'a>>,
    /// How many of the open containers know their direction: all that were open when the last word was read.
    known: usize,
    left_to_right: usize,
    /// Attributes, and where to insert them.
    found: Vec<(usize, &'static str)>,
}

impl<'a> Reader<'a> {
    fn words(&mut self, words: &str) {
        if self.left_to_right > 0 || self.known == self.open.len() {
            return;
        }
        if let Some(direction) = direction(words) {
            for container in self.open.iter_mut().skip(self.known) {
                container.direction = Some(direction);
            }
            self.known = self.open.len();
        }
    }

    fn tag(&mut self, tag: &'a str, at: usize) {
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
        let is_end = tag.starts_with("</");
        if LEFT_TO_RIGHT.contains(&name) {
            self.left_to_right = if is_end { self.left_to_right.saturating_sub(1) } else { self.left_to_right + 1 };
        }
        if !CONTAINERS.contains(&name) {
            return;
        }
        if !is_end {
            self.open.push(Container { name, attributes: at + 1 + name.len(), direction: None });
        } else if let Some(begin) = self.open.iter().rposition(|container| container.name == name) {
            self.close(begin);
        }
    }

    /// Closes this container and all that are open in it.
    fn close(&mut self, begin: usize) {
        let closed = self.open.drain(begin..);
        self.found.extend(closed.filter_map(|container| Some((container.attributes, container.direction?))));
        self.known = self.known.min(begin);
    }

    fn end(mut self, html: &str) -> String {
        self.close(0);
        self.found.sort_unstable_by_key(|(at, _)| *at);
        let mut directed = String::with_capacity(html.len() + 10 * self.found.len());
        let mut done = 0;
        for (at, direction) in self.found {
            directed.push_str(html.get(done..at).unwrap_or_default());
            directed.push_str(direction);
            done = at;
        }
        directed.push_str(html.get(done..).unwrap_or_default());
        directed
    }
}

/// The direction of the first character that has one; the names of escaped characters are no words.
fn direction(words: &str) -> Option<&'static str> {
    words
        .split('&')
        .enumerate()
        .map(|(at, part)| part.split_once(';').filter(|_| at > 0).map_or(part, |(_, behind)| behind))
        .find_map(|part| match get_base_direction_full(part) {
            Direction::Ltr => Some(" dir=\"ltr\""),
            Direction::Rtl => Some(" dir=\"rtl\""),
            Direction::Mixed => None,
        })
}

#[cfg(test)]
mod tests {
    use super::directed;

    #[test]
    fn a_container_runs_as_the_first_word_in_it() {
        for (html, expected) in [
            ("<ul><li>שלום</li></ul>", "<ul dir=\"rtl\"><li>שלום</li></ul>"),
            ("<ol start=\"2\"><li>a</li></ol>", "<ol dir=\"ltr\" start=\"2\"><li>a</li></ol>"),
            ("<blockquote>\n<p>«مرحبا» a</p></blockquote>", "<blockquote dir=\"rtl\">\n<p>«مرحبا» a</p></blockquote>"),
            ("<ul><li>1. &amp; …</li></ul>", "<ul><li>1. &amp; …</li></ul>"),
        ] {
            assert_eq!(directed(html), expected);
        }
    }

    #[test]
    fn each_container_has_its_own_direction() {
        let html =
            "<ul><li><blockquote>שלום</blockquote></li><li>a<ol><li>b</li></ol></li></ul><p>c</p><table>…ש</table>";
        let tags: Vec<String> =
            directed(html).split('<').filter(|tag| tag.contains("dir=")).map(str::to_owned).collect();
        assert_eq!(tags, ["ul dir=\"rtl\">", "blockquote dir=\"rtl\">שלום", "ol dir=\"ltr\">", "table dir=\"rtl\">…ש"]);
    }

    #[test]
    fn code_and_formulas_say_nothing_of_the_direction() {
        for words in [
            "<code>a</code> ש",
            "<math><mi>x</mi></math> ש",
            "<pre><button>Copy</button></pre>ש",
            "&amp; ש",
            "1 &lt; 2 ש",
        ] {
            assert!(directed(&format!("<ul><li>{words}</li></ul>")).starts_with("<ul dir=\"rtl\">"), "{words}");
        }
    }

    #[test]
    fn a_title_that_looks_like_a_tag_is_none() {
        let html = "<a title=\"<ul>a\">ש</a>";
        assert_eq!(directed(html), html);
        assert_eq!(directed("<ul title=\"a > b\">ש"), "<ul dir=\"rtl\" title=\"a > b\">ש");
        for odd in ["<", "<ul", "</ul></ul>", "<ul", "a<b", "<ul <ol"] {
            assert_eq!(directed(odd), odd);
        }
    }
}
