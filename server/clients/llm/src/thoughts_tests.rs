//! Texts as models write them, whole and letter by letter.

use proptest::prelude::*;

use super::*;

/// The thoughts and the answer.
fn read<'a>(pieces: impl IntoIterator<Item = &'a str>) -> (String, String) {
    let mut thoughts = Thoughts::default();
    let mut said: Vec<ChatEvent> = pieces.into_iter().flat_map(|piece| thoughts.push(piece)).collect();
    said.extend(thoughts.end());
    let (mut thought, mut answer) = (String::new(), String::new());
    for event in said {
        match event {
            ChatEvent::Text(text) => answer.push_str(&text),
            ChatEvent::Reasoning(text) => thought.push_str(&text),
            other => panic!("neither words nor thoughts: {other:?}"),
        }
    }
    (thought, answer)
}

fn apart_however_cut(text: &str) -> (String, String) {
    let whole = read([text]);
    let letters: Vec<String> = text.chars().map(String::from).collect();
    assert_eq!(read(letters.iter().map(String::as_str)), whole, "{text:?} letter by letter");
    whole
}

fn parts(thought: &str, answer: &str) -> (String, String) {
    (thought.to_owned(), answer.to_owned())
}

#[test]
fn thoughts_at_the_front_are_no_part_of_the_answer() {
    let expected = parts("Let me see.", "Blue.");
    for text in [
        "<think>Let me see.</think>Blue.",
        "\n \u{feff}<think>Let me see.</think>\n\nBlue.",
        "<thinking>Let me see.</thinking>Blue.",
        "<THINK>Let me see.</Think>Blue.",
        "[THINK]Let me see.[/THINK]Blue.",
        "◁think▷Let me see.◁/think▷Blue.",
        "<think>Let me</think>\n<think> see.</think>Blue.",
    ] {
        assert_eq!(apart_however_cut(text), expected, "{text:?}");
    }
    assert_eq!(apart_however_cut("<think>\n\n</think>\n\nBlue."), parts("\n\n", "Blue."));
}

#[test]
fn thoughts_that_nothing_ends_are_thoughts() {
    assert_eq!(apart_however_cut("<think>Let me see. < and </thin"), parts("Let me see. < and </thin", ""));
    assert_eq!(apart_however_cut("<think>Let me see.</think>\n "), parts("Let me see.", ""));
}

#[test]
fn marks_within_marks_are_thoughts_too() {
    assert_eq!(apart_however_cut("<think>a<think>b</think>c</think>Blue."), parts("a<think>bc", "Blue."));
    // A mark that was only spoken of does not swallow the answer.
    assert_eq!(apart_however_cut("<think>I use <think> here.</think>Blue."), parts("I use <think> here.", "Blue."));
    let code = "<think>The mark `</think>` ends it; so does `x()`</think>Blue.";
    assert_eq!(apart_however_cut(code), parts("The mark `</think>` ends it; so does `x()`", "Blue."));
}

#[test]
fn a_model_that_writes_about_the_marks_is_shown_word_for_word() {
    for text in [
        "Use `<think>` and `</think>`.",
        "```html\n<think>x</think>\n```",
        "In short: <think>x</think>",
        "<thin>x",
        "<",
        "  Blue.",
        " ",
        "</think>",
    ] {
        assert_eq!(apart_however_cut(text), parts("", text));
    }
}

#[test]
fn a_stored_answer_is_told_without_its_thoughts() {
    assert_eq!(without_thoughts("<think>Hm.</think>\nBlue."), "Blue.");
    assert_eq!(without_thoughts("Blue, and `<think>`."), "Blue, and `<think>`.");
}

proptest! {
    #[test]
    fn no_letter_is_lost_and_no_cut_matters(
        words in prop::collection::vec("(<think>|</think>|<thinking>|</thinking>|`|\n|<|/|think|[a-zä🦀 ]{0,3})", 0..12),
    ) {
        let text = words.concat();
        let whole = read([text.as_str()]);
        prop_assert_eq!(&read(words.iter().map(String::as_str)), &whole);
        let letters = |text: &str| text.chars().filter(|letter| letter.is_ascii_lowercase() && !"thinking".contains(*letter)).count();
        prop_assert_eq!(letters(&whole.0) + letters(&whole.1), letters(&text));
    }
}
