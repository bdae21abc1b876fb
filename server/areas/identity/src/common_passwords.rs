//! Refuses the passwords that are guessed first: a list of common ones, also disguised with digits, punctuation and
//! look-alike characters, and passwords made only of the person's own name or address.

use std::collections::HashSet;
use std::sync::LazyLock;

use domain::FieldErrors;
use domain::accounts::{Secret, resembles};
use server_core::{Backend, Result};

/// A common word with at most this many extra digits and signs is still common, as in `dragon2026!`.
const TRIMMINGS: usize = 6;

static COMMON: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("common_passwords.txt").split_whitespace().collect());

/// Refuses a common password, or one made only of these words or the platform's name, beside `field`.
pub(super) fn refuse(field: &str, password: &Secret, backend: &Backend, words: &[&str]) -> Result<()> {
    if is_common(password.expose()) {
        let message = "This is one of the passwords that are tried first. Choose something harder to guess.";
        return Err(FieldErrors::of(field, message).into());
    }
    let mut words = words.to_vec();
    words.extend([backend.settings.platform_name.as_str(), "SoloOS"]);
    if resembles(password, &words) {
        let message = "This is little more than a name that others know. Choose something harder to guess.";
        return Err(FieldErrors::of(field, message).into());
    }
    Ok(())
}

fn is_common(password: &str) -> bool {
    let password = password.to_lowercase();
    let bare = password.trim_matches(|c: char| !c.is_alphabetic());
    let candidates = [password.as_str(), bare].map(|text| (text, revealed(text)));
    candidates.iter().any(|(text, revealed)| {
        let trimmings = password.chars().count() - text.chars().count();
        trimmings <= TRIMMINGS && (is_listed(text) || is_listed(revealed))
    }) || is_listed(revealed(&password).trim_matches(|c: char| !c.is_alphabetic())) && password.chars().count() <= 16
}

/// In the list, also when written twice.
fn is_listed(text: &str) -> bool {
    let (first, second) = text.split_at_checked(text.len() / 2).unwrap_or_default();
    COMMON.contains(text) || (first == second && COMMON.contains(first))
}

/// Look-alike characters replaced by the letters they stand for.
fn revealed(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | '!' | '|' => 'i',
            '3' | '€' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' | '+' => 't',
            '8' => 'b',
            '9' => 'g',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_long_and_in_the_spelling_it_is_compared_in() {
        assert!(COMMON.len() > 1_500, "{}", COMMON.len());
        assert!(COMMON.iter().all(|word| word.to_lowercase() == **word));
    }

    #[test]
    fn common_passwords_are_refused_however_they_are_dressed_up() {
        for bad in [
            "password",
            "Password1",
            "P@ssw0rd",
            "p4ssw0rd!",
            "PASSWORD2026!",
            "123456789",
            "qwerty123",
            "iloveyou",
            "Dragon2026",
            "!!monkey!!",
            "sunshine99",
            "letmein123",
            "1q2w3e4r",
            "Summer2026!",
            "trustno1",
            "passwordpassword",
            "welcome123",
            "Football1",
            "m1ch43l!!",
            "5unsh1ne",
            "changeme",
            "hunter22",
        ] {
            assert!(is_common(bad), "{bad} passed");
        }
    }

    #[test]
    fn a_password_that_only_contains_a_common_word_passes() {
        for good in
            ["dragon eats my homework", "kX9#mPq2vL", "password-of-olivia-7h", "dragon8437162515", "monkeytiger"]
        {
            assert!(!is_common(good), "{good} was refused");
        }
    }
}
