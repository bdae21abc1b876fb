//! The depth of quotes and lists: each level costs the parser and the sanitiser time on every line.

/// The most quotes, list items and notes that one line may open.
const LEVELS: usize = 20;
/// The most columns before a line's first word in which a list can still begin.
const COLUMNS: usize = 100;

/// The position in a line at which too many blocks have begun: from there on it is text.
pub(crate) fn too_deep(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let (mut at, mut levels, mut column) = (0, 0, 0);
    loop {
        let width = match bytes.get(at)? {
            b' ' => 1,
            b'\t' => {
                column += 3 - column % 4;
                1
            }
            _ => {
                let width = opening(line, at)?;
                if levels >= LEVELS || column > COLUMNS {
                    return Some(at);
                }
                levels += 1;
                width
            }
        };
        at += width;
        column += width;
    }
}

/// Where a line's own text begins, after the markers of quotes and lists.
pub(crate) fn words_at(line: &str) -> usize {
    let mut at = 0;
    while let Some(byte) = line.as_bytes().get(at) {
        match byte {
            b' ' | b'\t' => at += 1,
            _ => match opening(line, at) {
                Some(width) => at += width,
                None => break,
            },
        }
    }
    at
}

/// How many bytes the marker has that opens a quote, an item or a note here.
fn opening(line: &str, at: usize) -> Option<usize> {
    let bytes = line.as_bytes();
    let is_end = |at: usize| bytes.get(at).is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
    match bytes.get(at)? {
        b'>' => Some(1),
        b'+' => is_end(at + 1).then_some(1),
        b'-' | b'*' => (is_end(at + 1) && !is_rule(line, at)).then_some(1),
        b'0'..=b'9' => {
            let digits = bytes.iter().skip(at).take(10).take_while(|byte| byte.is_ascii_digit()).count();
            let is_number = matches!(bytes.get(at + digits), Some(b'.' | b')')) && is_end(at + digits + 1);
            is_number.then_some(digits + 1)
        }
        b'[' if bytes.get(at + 1) == Some(&b'^') => {
            let label = line.get(at..)?.find("]:")?;
            Some(label + 2)
        }
        _ => None,
    }
}

/// Whether the line from here on is a rule: one character and blanks.
fn is_rule(line: &str, at: usize) -> bool {
    let Some(rest) = line.get(at..) else { return false };
    let sign = rest.chars().next();
    // From the end, where a line of many items differs at once.
    rest.trim_end().chars().rev().all(|letter| Some(letter) == sign || letter == ' ' || letter == '\t')
        && rest.chars().filter(|letter| Some(*letter) == sign).count() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_opens_only_so_many_blocks() {
        assert_eq!(too_deep(&">".repeat(30)), Some(LEVELS));
        assert_eq!(too_deep(&"> ".repeat(30)), Some(2 * LEVELS));
        assert_eq!(too_deep(&format!("{}a", "- ".repeat(30))), Some(2 * LEVELS));
        assert_eq!(too_deep(&format!("{}a", "1. ".repeat(30))), Some(3 * LEVELS));
        assert_eq!(too_deep(&"[^a]: ".repeat(30)), Some(102));
        assert_eq!(too_deep(&format!("{}- a", " ".repeat(101))), Some(101));
        assert_eq!(too_deep(&format!("{}- a", "\t".repeat(30))), Some(30));
    }

    #[test]
    fn what_is_no_block_is_left() {
        for line in
            ["", "text > text", "  - a", "1234567890. a", "2026. A year", "-5", &"* ".repeat(60), &"-".repeat(60)]
        {
            assert_eq!(too_deep(line), None, "{line}");
        }
        assert_eq!(too_deep(&format!("{}text", " ".repeat(200))), None);
    }

    #[test]
    fn a_lines_words_begin_after_its_signs() {
        assert_eq!(words_at("> - 1. a"), 7);
        assert_eq!(words_at("a - b"), 0);
    }
}
