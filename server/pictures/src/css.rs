//! Splits style sheets and style attributes into their parts, in time that grows no faster than their length.

use std::borrow::Cow;

/// A rule of a style sheet.
pub(super) struct Rule<'a> {
    pub selector: &'a str,
    /// The text between its braces.
    pub body: &'a str,
}

/// One property of a rule or of a style attribute.
pub(super) struct Declaration<'a> {
    pub name: &'a str,
    pub value: &'a str,
    pub is_important: bool,
}

impl<'a> Declaration<'a> {
    /// Reads one of the `pieces`; none if it has no valid name.
    pub fn read(piece: &'a str) -> Option<Self> {
        let (name, value) = piece.split_once(':')?;
        let (name, value) = (name.trim(), value.trim());
        let is_name = name.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '-')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        let important = value.rsplit_once('!').filter(|(_, word)| word.trim().eq_ignore_ascii_case("important"));
        let (value, is_important) = important.map_or((value, false), |(value, _)| (value.trim(), true));
        (is_name && !value.is_empty()).then_some(Self { name, value, is_important })
    }
}

/// The text with a blank instead of each comment.
pub(super) fn without_comments(css: &str) -> Cow<'_, str> {
    if !css.contains("/*") {
        return Cow::Borrowed(css);
    }
    let (mut plain, mut rest) = (String::with_capacity(css.len()), css);
    while let Some((before, comment)) = rest.split_once("/*") {
        plain.push_str(before);
        plain.push(' ');
        rest = comment.split_once("*/").map_or("", |(_, behind)| behind);
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// The style sheet without its fonts: a drawing with text is refused, and no other needs them.
pub(super) fn without_fonts(sheet: &str) -> Cow<'_, str> {
    const FONT: &str = "@font-face";
    if !sheet.contains(FONT) {
        return Cow::Borrowed(sheet);
    }
    let sheet = without_comments(sheet);
    let (mut plain, mut rest) = (String::with_capacity(sheet.len()), &*sheet);
    while let Some((before, font)) = rest.split_once(FONT) {
        plain.push_str(before);
        rest = match font.trim_start().strip_prefix('{') {
            Some(body) => body.get(end(body, b"}")..).and_then(|behind| behind.strip_prefix('}')).unwrap_or_default(),
            None => font,
        };
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// The rules of a style sheet without comments. At-rules are left out, because the renderer applies none.
pub(super) fn rules(sheet: &str) -> impl Iterator<Item = Rule<'_>> {
    let mut rest = sheet;
    std::iter::from_fn(move || {
        loop {
            rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '}');
            if rest.is_empty() {
                return None;
            }
            let is_at_rule = rest.starts_with('@');
            let begin = end(rest, if is_at_rule { b"{;".as_slice() } else { b"{".as_slice() });
            let (selector, behind) = rest.split_at(begin);
            let Some(body) = behind.strip_prefix('{') else {
                rest = behind.strip_prefix(';').unwrap_or_default();
                continue;
            };
            let (body, behind) = body.split_at(end(body, b"}"));
            rest = behind.strip_prefix('}').unwrap_or_default();
            if !is_at_rule {
                return Some(Rule { selector: selector.trim(), body });
            }
        }
    })
}

/// The declarations of a rule or of a style attribute, still as text.
pub(super) fn pieces(body: &str) -> impl Iterator<Item = &str> {
    let mut rest = body;
    let pieces = std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, behind) = rest.split_at(end(rest, b";"));
        rest = behind.strip_prefix(';').unwrap_or_default();
        Some(piece.trim())
    });
    pieces.filter(|piece| !piece.is_empty())
}

/// The place of the first of these bytes outside of strings and brackets; the length of the text if there is none.
pub(super) fn end(text: &str, stops: &[u8]) -> usize {
    let (mut depth, mut quote, mut is_escaped) = (0_usize, None, false);
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            _ if is_escaped => is_escaped = false,
            (b'\\', _) => is_escaped = true,
            (_, Some(open)) => quote = (byte != open).then_some(open),
            (b'"' | b'\'', None) => quote = Some(byte),
            (_, None) if depth == 0 && stops.contains(&byte) => return at,
            (b'(' | b'[' | b'{', None) => depth += 1,
            (b')' | b']' | b'}', None) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text.len()
}

/// Whether the renderer can pass over this value. At any other it stops, and loses all declarations behind it.
pub(super) fn is_plain(value: &str) -> bool {
    let mut depth = 0_u32;
    value.chars().all(|letter| {
        match letter {
            '(' => depth += 1,
            ')' if depth == 0 => return false,
            ')' => depth -= 1,
            _ => {}
        }
        let is_known = letter.is_alphanumeric() || letter.is_whitespace() || "()#.,%+-_'\"".contains(letter);
        depth < 2 && (depth > 0 || is_known || !letter.is_ascii())
    }) && depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_is_split_into_its_rules() {
        let sheet = "@charset 'x'; .a, .b { fill: red } @media print { .a { fill: blue } } } .c{stroke:url(';}')} .d{";
        let found: Vec<_> = rules(sheet).map(|rule| (rule.selector, rule.body.trim())).collect();
        assert_eq!(found, [(".a, .b", "fill: red"), (".c", "stroke:url(';}')"), (".d", "")]);
        assert_eq!(without_comments("a/* b */c/*d"), "a c ");
        let fonts = "@font-face{src:url('data:font/woff;base64,a}')}.a{fill:red}@font-face { x: y }";
        assert_eq!(without_fonts(fonts), ".a{fill:red}");
    }

    #[test]
    fn declarations_are_split_where_they_end() {
        let found: Vec<_> = pieces("a: url(x;y) ; ;b:'c;' !important;d").collect();
        assert_eq!(found, ["a: url(x;y)", "b:'c;' !important", "d"]);
        let important = Declaration::read("b:'c;' !important").unwrap();
        assert_eq!((important.name, important.value, important.is_important), ("b", "'c;'", true));
        assert!(["d", ":e", "f:", "1:g", "h i:j"].into_iter().all(|piece| Declaration::read(piece).is_none()));
    }

    #[test]
    fn what_the_renderer_stops_at_is_known() {
        assert!(["red", "rgb(1 2 3 / 4)", "url(#a) #fff", "1px 2%, .5e-3"].into_iter().all(is_plain));
        assert!(["a(b(c))", "a/b", "a)", "a(", "{a}", "a=b"].into_iter().all(|value| !is_plain(value)));
    }
}
