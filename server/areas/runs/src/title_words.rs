//! Finds the title in a model's reply: plain words on one line, whatever they are wrapped in.

use llm::words_without_thoughts;
use unicode_segmentation::UnicodeSegmentation;

/// The longest title, in letters as people see them.
const MAX_LETTERS: usize = 80;
/// The same in `char`s, since a letter may be made of any number of them.
const MAX_CHARACTERS: usize = 200;

/// The first line with words; none if the model talked instead of titling.
pub(super) fn title_in(said: &str) -> Option<String> {
    let said = words_without_thoughts(said);
    let lines: Vec<&str> = said.split(is_line_end).filter(|line| !line.trim().is_empty()).collect();
    let title = lines.iter().enumerate().find_map(|(at, line)| {
        let is_announcement = at + 1 < lines.len() && line.trim_end().ends_with([':', '：']);
        words_of(line).filter(|_| !is_announcement)
    })?;
    let fits = title.graphemes(true).count() <= MAX_LETTERS && title.chars().count() <= MAX_CHARACTERS;
    fits.then_some(title)
}

/// The line's words without marks, quotes and invisible characters; none if no words are left.
fn words_of(line: &str) -> Option<String> {
    let line: String = line
        .chars()
        .filter(|letter| !is_invisible(*letter))
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let plain = markdown::words(line.trim());
    let plain = plain.trim_start_matches(|mark: char| mark == '#' || is_edge(mark)).trim_end_matches(is_edge);
    let plain = match plain.split_at_checked("title:".len()) {
        Some((label, rest)) if label.eq_ignore_ascii_case("title:") => rest,
        _ => plain,
    };
    let unquoted = plain.replace(['"', '“', '”', '„', '‟', '«', '»', '「', '」', '『', '』'], "");
    let unquoted = unquoted.trim_matches(is_edge);
    let unquoted = pair(unquoted, ['\'', '‘', '‚', '‹'], ['\'', '’', '‘', '›']).unwrap_or(unquoted);
    let words = unquoted.trim_matches(is_edge).split_whitespace().collect::<Vec<_>>().join(" ");
    words.contains(char::is_alphanumeric).then_some(words)
}

fn pair(text: &str, opening: [char; 4], closing: [char; 4]) -> Option<&str> {
    text.strip_prefix(opening)?.strip_suffix(closing)
}

/// Characters at the edges of a title that do not belong to it.
fn is_edge(mark: char) -> bool {
    mark.is_whitespace() || matches!(mark, '*' | '_' | '~' | '>' | '.' | '。' | ':' | ',' | ';')
}

fn is_line_end(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Directional marks, zero-width and private-use characters; joiners shape letters and stay.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\0' | '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}' | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::title_in;

    #[test]
    fn a_title_is_one_short_line_of_plain_words() {
        for said in [
            "Three ideas",
            "\n\"Three ideas\".\nmore",
            "**Three\0 ideas**",
            "# Three ideas",
            "- [Three](https://x.example) `ideas`",
            "Title: **Three ideas**",
            "**Title:** “Three ideas”",
            "Here is a title:\n\n> _Three ideas_",
            "1. Three ideas\n2. Four ideas",
            "'Three ideas'",
            "«Three\tideas»",
            "**Three ideas",
            "Three\u{202e} \u{200b}ideas\u{2028}more",
            "```\nThree ideas\n```",
            "Okay, a title. </think>\n\nThree ideas",
            "Three ideas <think>or four",
            "<b>Three</b> ideas",
            "<p>Three ideas</p>",
            "Three<br>ideas",
            "Okay.</scratchpad>Three ideas",
            "<|START_THINKING|>Okay.<|END_THINKING|>Three ideas",
            "Three ideas[^1]",
        ] {
            assert_eq!(title_in(said).as_deref(), Some("Three ideas"), "{said:?}");
        }
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        for said in
            ["C# and snake_case", "Anna's plan", "2 * 3 = 6?", "Übung 🦀 für نسرین", "क्षि की कहानी", "👩‍👩‍👧 family"]
        {
            assert_eq!(title_in(said).as_deref(), Some(said));
        }
    }

    #[test]
    fn marks_of_markdown_and_html_are_no_words() {
        for (said, title) in [
            ("*斜*体 *粗斜。*后", "斜体 粗斜。后"),
            ("مرحبا<br>English<br/>שלום", "مرحبا English שלום"),
            ("\\(x\\) and \\[y\\] and $xyz$ of x[^1]", "x and y and xyz of x"),
            ("From $5 to $6", "From $5 to $6"),
        ] {
            assert_eq!(title_in(said).as_deref(), Some(title));
        }
    }

    #[test]
    fn talk_and_nothing_are_no_titles() {
        let letters = |letter: &str, count| title_in(&letter.repeat(count)).is_some();
        assert!(letters("e\u{301}", 80) && !letters("e\u{301}", 81), "letters count, not their parts");
        assert!(!letters("long ", 30));
        assert_eq!(title_in(&format!("a{}", "\u{301}".repeat(500))), None);
        for said in ["", "  ", "***", "\"\"", "<think>Three ideas", "...", "\u{202e}\0"] {
            assert_eq!(title_in(said), None, "{said:?}");
        }
    }
}
