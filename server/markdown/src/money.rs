//! Tells a formula between two dollar signs from money, names and prose, which have such signs too.

use crate::delimiters::LONGEST;

/// Whether the text between two dollar signs is a formula, and not money or names.
pub(crate) fn is_formula(text: &str, from: usize, to: usize) -> bool {
    let Some(inside) = text.get(from + 1..to) else { return false };
    let before = from.checked_sub(1).and_then(|at| text.as_bytes().get(at));
    let after = text.as_bytes().get(to + 1);
    let touches_word = [before, after].into_iter().flatten().any(u8::is_ascii_alphanumeric);
    let is_tight = !inside.is_empty() && inside.trim() == inside;
    is_tight && inside.len() <= LONGEST && !touches_word && !is_money(inside) && !is_prose(inside)
}

/// An amount and words after it, or half of a remark: "5 and ", "5 (5", not "5 x" or "5 \text{ cm}".
fn is_money(inside: &str) -> bool {
    let begins_with_amount = inside.starts_with(|letter: char| letter.is_ascii_digit());
    let is_word = |word: &str| word.len() > 1 && word.chars().all(char::is_alphabetic);
    begins_with_amount
        && !is_of_mathematics(inside)
        && (inside.split_whitespace().any(is_word) || inside.matches('(').count() != inside.matches(')').count())
}

/// The end of a sentence or a part of it, after a name: "PATH. 5".
fn is_prose(inside: &str) -> bool {
    let is_end = |word: &str| {
        let name = word.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        name.len() < word.len() && name.chars().nth(1).is_some() && name.chars().all(char::is_alphabetic)
    };
    !is_of_mathematics(inside) && inside.split_whitespace().any(is_end)
}

/// Whether it has a sign that neither money nor prose has.
fn is_of_mathematics(inside: &str) -> bool {
    inside.contains(['\\', '^', '_', '='])
}
