//! Emphasis by underscores in Chinese, Japanese and Korean, which do not separate words by blanks: there the parser
//! takes the marks for underscores inside of one word. A mark beside them says that they are not.

use crate::source::{JOINT, Mark};

/// Marks underscores that open or close emphasis although a letter is on their outer side too.
pub(crate) fn emphasis(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(begin) = text.get(at..).and_then(|rest| rest.find('_')).map(|found| at + found) {
        let width = text.bytes().skip(begin).take_while(|byte| *byte == b'_').count();
        at = begin + width;
        let before = text.get(..begin).and_then(|before| before.chars().next_back());
        let after = text.get(at..).and_then(|after| after.chars().next());
        let (Some(before), Some(after)) = (before, after) else { continue };
        // Two are never part of a name; one may be (`报告_最终_版`), unless its inner side is no letter.
        let is_letter = |letter: char| width == 2 && is_cjk_letter(letter);
        if is_cjk_letter(before) && (is_letter(after) || opens(after)) {
            marks.push(joint(begin));
        }
        if is_cjk_letter(after) && (is_letter(before) || closes(before)) {
            marks.push(joint(at));
        }
    }
    marks
}

fn joint(at: usize) -> Mark {
    Mark { at, instead_of: 0, sign: JOINT }
}

/// Letters of writing systems whose words touch each other, Korean with its endings included.
fn is_cjk_letter(letter: char) -> bool {
    let is_cjk = matches!(
        letter,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}'
            | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{1b000}'..='\u{1b16f}' | '\u{20000}'..='\u{3ffff}'
    );
    is_cjk && letter.is_alphanumeric()
}

fn opens(sign: char) -> bool {
    matches!(
        sign,
        '(' | '['
            | '{'
            | '“'
            | '‘'
            | '«'
            | '（'
            | '［'
            | '｛'
            | '「'
            | '『'
            | '【'
            | '〔'
            | '〈'
            | '《'
            | '〖'
            | '｢'
    )
}

/// Punctuation that may precede the end of emphasis. Characters that the parser reads itself are excluded.
fn closes(sign: char) -> bool {
    let is_sign_of_markdown = matches!(sign, '\\' | '*' | '_' | '`' | '~' | '<' | '$' | '|');
    !(opens(sign) || is_sign_of_markdown || sign.is_alphanumeric() || sign.is_whitespace() || sign.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        let mut marked = text.to_owned();
        for mark in emphasis(text).into_iter().rev() {
            marked.insert(mark.at, '!');
        }
        marked
    }

    #[test]
    fn underscores_between_letters_that_touch_are_marked() {
        for (text, expected) in [
            ("__太字。__次", "__太字。__!次"),
            ("这是__重点__内容", "这是!__!重点!__!内容"),
            ("강조__입니다", "강조!__!입니다"),
            ("她说__“你好”__吗", "她说!__“你好”__!吗"),
            ("_太字。_次", "_太字。_!次"),
        ] {
            assert_eq!(marked(text), expected);
        }
    }

    #[test]
    fn underscores_in_names_and_everywhere_else_are_left() {
        for text in [
            "报告_最终_版",
            "的__init__方法",
            "a__b__c",
            "\\__太字\\__",
            "__太字__",
            "太___字",
            "`__`太",
            "太__ 字",
            "__",
            "",
        ] {
            assert_eq!(marked(text), text);
        }
    }
}
