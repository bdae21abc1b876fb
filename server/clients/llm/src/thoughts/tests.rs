//! Texts as models write them, whole and character by character.

use proptest::prelude::*;

use super::*;

/// The reasoning and the answer.
fn read<'a>(pieces: impl IntoIterator<Item = &'a str>) -> (String, String) {
    let mut thoughts = Thoughts::default();
    let mut said: Vec<ChatEvent> = pieces.into_iter().flat_map(|piece| thoughts.push(piece)).collect();
    said.extend(thoughts.end());
    let (mut thought, mut answer) = (String::new(), String::new());
    for event in said {
        match event {
            ChatEvent::Text(text) => answer.push_str(&text),
            ChatEvent::Reasoning(text) => thought.push_str(&text),
            ChatEvent::TextWasReasoning => thought.push_str(&std::mem::take(&mut answer)),
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
        "<think type=\"deep\">Let me see.</think>Blue.",
        "<think type='deep' level=3 >Let me see.</think >Blue.",
        "< think >Let me see.</ think >Blue.",
        "<Think >Let me see.< / think>Blue.",
        "<analysis>Let me see.</analysis>Blue.",
        "<reflection>Let me see.</reflection>\nBlue.",
        "<|begin_of_thought|>Let me see.<|end_of_thought|>Blue.",
        "<think>Let me see.</think><answer>\nBlue.</answer>\n",
        "<|begin_of_thought|>Let me see.<|end_of_thought|>\n\n<|begin_of_solution|>Blue.<|end_of_solution|>",
        "<|channel|>analysis<|message|>Let me see.<|end|><|start|>assistant<|channel|>final<|message|>Blue.<|return|>",
        "<|start|>assistant<|channel|>analysis<|message|>Let me see.<|channel|>final<|message|>Blue.",
        "<|channel|>commentary to=f <|constrain|>json<|message|>Let me see.<|call|><|channel|>final<|message|>Blue.<|end|>\n",
        "<|channel|>analysis<|message|>Let me see.<|end|>\nBlue.",
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
fn thoughts_whose_marks_were_stripped_are_thoughts() {
    assert_eq!(apart_however_cut("analysisLet me see.assistantfinalBlue."), parts("Let me see.", "Blue."));
    for text in ["analysis of it", "analysis", "Analysis: a", "anal"] {
        assert_eq!(apart_however_cut(text), parts("", text));
    }
}

#[test]
fn a_preamble_is_a_part_of_the_answer_and_the_thoughts_after_it_are_not() {
    for (text, answer) in [
        ("Sure.\n<think>Let me see.</think>\n\nBlue.", "Sure.\nBlue."),
        ("Sure,\n\n<think type=\"x\">\nLet me see.", "Sure,\n\n"),
        ("Sure! <think>Let me see.</think>Blue.", "Sure! Blue."),
        ("Sure!<think>Let me see.</think>\n\nBlue.", "Sure!Blue."),
    ] {
        let (thought, said) = apart_however_cut(text);
        assert_eq!((thought.trim(), said.as_str()), ("Let me see.", answer), "{text:?}");
    }
}

#[test]
fn a_closing_mark_alone_makes_thoughts_of_what_came_before_it() {
    for (text, thought) in [
        ("Let me see.</think>Blue.", "Let me see."),
        ("Let me see.</think>\n\nBlue.", "Let me see."),
        ("Let me see.\n</think>\n\nBlue.", "Let me see.\n"),
        ("Let me `see`\n```\n</think>\n```\nnow\n[/THINK]\nBlue.", "Let me `see`\n```\n</think>\n```\nnow\n"),
        ("Let me see.\n< /thinking>\n\n<answer>Blue.</answer>", "Let me see.\n"),
        ("Let me see<|end_of_thought|><|begin_of_solution|>Blue.", "Let me see"),
        ("</think>\n\nBlue.", ""),
    ] {
        assert_eq!(apart_however_cut(text), parts(thought, "Blue."), "{text:?}");
    }
    assert_eq!(without_thoughts("Let me see.</think>Blue."), "Blue.");
}

#[test]
fn an_answer_that_was_asked_for_in_a_tag_is_an_answer() {
    let alone = "<analysis>\nBlue.\n</analysis>\n";
    assert_eq!(apart_however_cut(alone), parts("\nBlue.\n", "Blue."));
    assert_eq!(without_thoughts("<think>\nBlue.\n</think>\n"), "");
    for text in [
        "<result>\n<analysis>x</analysis>\n</result>",
        "Here:\n<reflection>\nx\n</reflection>\ny",
        "<analysis_of a=1>x",
    ] {
        assert_eq!(apart_however_cut(text), parts("", text));
    }
}

#[test]
fn marks_within_marks_are_thoughts_too() {
    assert_eq!(apart_however_cut("<think>a<think>b</think>c</think>Blue."), parts("a<think>bc", "Blue."));
    // A mark that is only quoted does not swallow the answer.
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
        "Yes! <think> is a tag of some models.",
        "Yes! <think> and </think> are its marks.",
        "Yes! <think>x</think>, so to speak.",
        "It looks so:\n\n<think>\nx\n</think>\n\nand then the answer.",
        "It looks so:\n</think>\n",
        "The mark </think> ends it.\n\nThat is all.",
        "The marks are <think> and </think>\n\nThat is all.",
        "It is '</think>', or `x</think>`.\nThat is all.",
        "    </think>\nis code.",
        "~~~\nx\n</think>\n\n~~~\nThat is all.",
        "</think> is the mark that ends it.",
        "Let me see.</think>\n",
        "<think harder> is no tag.",
        "<thinks>x</thinks>",
        "< 5 and > 3",
        "<|channel|> is a mark of a channel.",
        "a [THINKING] b ◁think",
        "<answer>x</answer>",
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
fn every_known_pair_of_marks_is_known_in_pieces_too() {
    for (open, close) in [
        ("<thought>", "</thought>"),
        ("<thoughts>", "</thoughts>"),
        ("<reasoning>", "</reasoning>"),
        ("<reason>", "</reason>"),
        ("<scratchpad>", "</scratchpad>"),
        ("<inner_monologue>", "</inner_monologue>"),
        ("<antThinking>", "</antThinking>"),
        ("<mm:think>", "</mm:think>"),
        ("<|thinking|>", "<|/thinking|>"),
        ("<|think|>", "<|/think|>"),
        ("<|START_THINKING|>", "<|END_THINKING|>"),
        ("<|channel>thought", "<channel|>"),
        ("<unused94>thought", "<unused95>"),
    ] {
        let text = format!("{open}\nLet me see.\n{close}\n\nBlue.");
        assert_eq!(apart_however_cut(&text), parts("\nLet me see.\n", "Blue."), "{text:?}");
    }
}

#[test]
fn marks_around_the_answer_after_thoughts_are_left_out() {
    for (open, close) in [
        ("<final>\n", "</final>"),
        ("<response>", "</response>\n"),
        ("<|START_RESPONSE|>", "<|END_RESPONSE|>"),
        ("<|START_RESPONSE|>", ""),
    ] {
        let text = format!("<|START_THINKING|>Let me see.<|END_THINKING|>{open}Blue.{close}");
        assert_eq!(apart_however_cut(&text), parts("Let me see.", "Blue."), "{text:?}");
    }
    assert_eq!(apart_however_cut("<final>Blue.</final>"), parts("", "<final>Blue.</final>"), "no thoughts before it");
}

/// Such an answer once counted as thoughts without an answer, and was paid for.
#[test]
fn an_answer_that_begins_by_naming_a_mark_is_shown() {
    for text in [
        "<think> is the tag that R1 writes.\n\nBlue sky.",
        "<thinking> and <reasoning> are tags.",
        "<reasoning> is a tag; `</reasoning>` ends it.",
        "<think>, then the thoughts.",
        "[THINK] opens the thoughts of Mistral",
        "Blue<think>b",
    ] {
        assert_eq!(apart_however_cut(text), parts("", text));
    }
    assert_eq!(apart_however_cut("\n<think> is a tag."), parts("", "<think> is a tag."));
    assert_eq!(apart_however_cut("<think>a</think><think> is a tag."), parts("a", "<think> is a tag."));
    assert_eq!(apart_however_cut("<think> let me see.</think>Blue."), parts(" let me see.", "Blue."));
    assert_eq!(without_thoughts("<think> is the tag that R1 writes."), "<think> is the tag that R1 writes.");
}

#[test]
fn thoughts_between_the_words_are_thoughts() {
    for (text, thought, answer) in [
        ("Blue<think>b</think> sky", "b", "Blue sky"),
        ("<think>a</think>Blue<think>b</think> sky", "ab", "Blue sky"),
        ("<think>a</think>Blue<think>b</think> sky<think>c</think>.", "abc", "Blue sky."),
        ("<think>a</think>Blue.\n\n<think>\nb\n</think>\n\nSky.", "a\nb\n", "Blue.\n\nSky."),
        ("Blue<think>b</think>", "b", "Blue"),
    ] {
        assert_eq!(apart_however_cut(text), parts(thought, answer), "{text:?}");
    }
    for answer in [
        "Blue, and `x<think>b</think>`.",
        "Blue, then <think>b</think>.",
        "Blue:\n<think>b</think>\nis how it looks.",
        "Blue.\n<think>b</think>, so to speak.",
    ] {
        assert_eq!(apart_however_cut(&format!("<think>a</think>{answer}")), parts("a", answer), "{answer:?}");
    }
}

#[test]
fn a_closing_mark_in_a_block_of_code_ends_thoughts_only_if_it_is_the_last() {
    let example = "<think>\nLike so:\n```\n<think>x</think>\n```\nDone.</think>Blue.";
    assert_eq!(apart_however_cut(example), parts("\nLike so:\n```\n<think>x</think>\n```\nDone.", "Blue."));
    let open = "<think>\nLike so:\n```\nx\n</think>\n\nBlue.";
    assert_eq!(apart_however_cut(open), parts("\nLike so:\n```\nx\n", "Blue."));
    let closed = "<think>\n```\nx\n```</think>Blue.";
    assert_eq!(apart_however_cut(closed), parts("\n```\nx\n```", "Blue."));
}

#[test]
fn tokens_of_a_template_at_the_end_are_left_out() {
    for end in ["</s>", "<|im_end|>", "<|im_end|>\n<|im_start|>assistant", "\n</s>\n", " </s>", "<|eot_id|></s>"] {
        let (thought, answer) = apart_however_cut(&format!("<think>a</think>Blue.{end}"));
        assert_eq!((thought.as_str(), answer.trim_end()), ("a", "Blue."), "{end:?}");
        assert_eq!(without_thoughts(&format!("Blue.{end}")).trim_end(), "Blue.", "{end:?}");
    }
    assert_eq!(apart_however_cut("<|im_end|>"), parts("", ""));
    for text in [
        "Blue.</s> And green.",
        "<s>Blue</s>",
        "The last token of Llama is </s>",
        "It ends with `<|im_end|>`",
        "Blue.<|im_e",
        "a < b <",
    ] {
        assert_eq!(apart_however_cut(text), parts("", text));
    }
}

#[test]
fn of_a_short_reply_the_words_without_thoughts_are_left() {
    for (reply, words) in [
        ("Okay, a title. </think>\n\nBlue sky", "\n\nBlue sky"),
        ("Blue sky <scratchpad>or", "Blue sky "),
        ("<think>a</think><|START_THINKING|>b<|END_THINKING|>Blue sky", "Blue sky"),
        ("<think>Blue sky", ""),
        ("About [[think]] marks", "About [[think]] marks"),
        ("Blue < sky", "Blue < sky"),
    ] {
        assert_eq!(words_without_thoughts(reply), words, "{reply:?}");
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
        words in prop::collection::vec("(<think>|</think>|<thinking>|</thinking>|< think a=\"\">|`|\n|<|/|think|>|\\.|:|[a-zä🦀 ]{0,3})", 0..12),
    ) {
        let text = words.concat();
        let whole = read([text.as_str()]);
        prop_assert_eq!(&read(words.iter().map(String::as_str)), &whole);
        let letters = |text: &str| text.chars().filter(|letter| letter.is_ascii_lowercase() && !"thinking".contains(*letter)).count();
        // The attribute of a tag is part of the text, where the tag is text.
        let attributes = text.matches("< think a=").count();
        let heard = letters(&whole.0) + letters(&whole.1);
        prop_assert!((letters(&text) - attributes..=letters(&text)).contains(&heard), "{heard} of {}", letters(&text));
    }

    #[test]
    fn no_cut_matters_whatever_marks_there_are(
        words in prop::collection::vec("(<analysis>|</analysis>|</think>|<answer>|</answer>|<\\|channel\\|>|<\\|message\\|>|<\\|end\\|>|<\\|start\\|>assistant|analysis|assistantfinal|final|[A.:`~\n <>/|]{0,3})", 0..14),
    ) {
        let text = words.concat();
        let letters: Vec<String> = text.chars().map(String::from).collect();
        prop_assert_eq!(read(letters.iter().map(String::as_str)), read([text.as_str()]));
    }

    #[test]
    fn no_cut_matters_around_code_words_and_tokens(
        words in prop::collection::vec("(<think>|</think>|Blue|```|\n|</s>|<s>|<\\|im_end\\|>|<\\|im_start\\|>assistant|[ .,<|/a]{0,3})", 0..14),
    ) {
        let text = words.concat();
        let letters: Vec<String> = text.chars().map(String::from).collect();
        prop_assert_eq!(read(letters.iter().map(String::as_str)), read([text.as_str()]));
    }
}
