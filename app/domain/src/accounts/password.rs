//! Passwords: their length, their variety, and how they stay out of logs.

use serde::{Deserialize, Serialize, Serializer};

/// The fewest characters of a password.
pub const PASSWORD_MIN: usize = 8;
/// The most characters of a password, so that hashing one stays cheap.
pub const PASSWORD_MAX: usize = 128;

/// A secret that only its person may know, as a form sends it: a password, a code, the token of a link. Its `Debug`
/// output hides it, and a server cannot serialise it.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps the typed text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for hashing.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Only the browser serialises secrets. Anywhere else nothing is written in their place, whatever the target is: the
/// cookie that brings a refused form back, a log, a job.
impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if cfg!(target_arch = "wasm32") { serializer.serialize_str(&self.0) } else { serializer.serialize_none() }
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The rules for a new password that need no list: its length, and that it is not a simple pattern.
pub fn new_password(secret: &Secret) -> Result<Secret, String> {
    let password = secret.expose();
    match password.chars().count() {
        0 => return Err("Enter a password.".to_owned()),
        count if count < PASSWORD_MIN => return Err(format!("Use at least {PASSWORD_MIN} characters.")),
        count if count > PASSWORD_MAX => return Err(format!("Use at most {PASSWORD_MAX} characters.")),
        _ => {}
    }
    let letters: Vec<char> = password.to_lowercase().chars().collect();
    if repeats(&letters) {
        return Err("This repeats the same few characters. Choose something harder to guess.".to_owned());
    }
    if climbs(&letters) || walks(&letters) {
        return Err("This is a simple sequence. Choose something harder to guess.".to_owned());
    }
    Ok(secret.clone())
}

/// A unit of at most 4 characters, repeated, as in `aaaaaaaa` or `abcabcabc`.
fn repeats(letters: &[char]) -> bool {
    (1..=4).any(|unit| letters.iter().zip(letters.iter().skip(unit)).all(|(a, b)| a == b))
}

/// Steps of one, all up or all down, as in `12345678`, `87654321` or `abcdefgh`; 9 and 0 are neighbours.
fn climbs(letters: &[char]) -> bool {
    let follows = |(a, b): (&char, &char)| u32::from(*b) == u32::from(*a) + 1 || (*a == '9' && *b == '0');
    letters.iter().zip(letters.iter().skip(1)).all(follows) || letters.iter().skip(1).zip(letters.iter()).all(follows)
}

/// A run of neighbouring keys of a keyboard row, forwards or backwards.
fn walks(letters: &[char]) -> bool {
    const ROWS: [&str; 8] = [
        "qwertyuiop[]",
        "asdfghjkl;'",
        "zxcvbnm,./",
        "qwertzuiopü",
        "yxcvbnm,.-",
        "azertyuiop",
        "qsdfghjklm",
        "!@#$%^&*()_+",
    ];
    let forwards: String = letters.iter().collect();
    let backwards: String = letters.iter().rev().collect();
    ROWS.iter().any(|row| row.contains(&forwards) || row.contains(&backwards))
}

/// Whether a password is nothing but these words and digits: the person's name or address, the product's name.
pub fn resembles(secret: &Secret, words: &[&str]) -> bool {
    let mut parts: Vec<String> = words.iter().flat_map(|word| parts_of(word)).collect();
    // The longest first, so that a short part never splits a long one.
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    let password = plain(secret.expose());
    let rest = parts.iter().fold(password.clone(), |rest, part| rest.replace(part.as_str(), " "));
    rest != password && rest.chars().all(|c| c == ' ' || c.is_numeric())
}

/// A whole name or address, and its parts of three characters or more.
fn parts_of(word: &str) -> Vec<String> {
    let local = word.split('@').next().unwrap_or_default();
    [word, local]
        .into_iter()
        .chain(word.split(|c: char| !c.is_alphanumeric()))
        .map(plain)
        .filter(|part| part.chars().count() >= 3)
        .collect()
}

/// Letters and digits only, in lower case.
fn plain(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Result<Secret, String> {
        new_password(&Secret::new(text))
    }

    #[test]
    fn a_server_takes_a_secret_in_and_can_write_it_down_nowhere() {
        let taken: crate::accounts::SignIn =
            serde_json::from_str(r#"{"email":"ann@acme.example","password":"hunter2"}"#).unwrap();
        assert_eq!(taken.password.expose(), "hunter2");
        assert_eq!(serde_json::to_string(&taken).unwrap(), r#"{"email":"ann@acme.example","password":null,"next":""}"#);
        assert!(!format!("{taken:?}").contains("hunter2"));
    }

    #[test]
    fn length_counts_characters_and_not_bytes() {
        assert!(check("kürzer7").is_err());
        assert!(check("längern8").is_ok());
        assert!(check(&"wörter! ".repeat(16)).is_ok());
        assert!(check(&"wörter! ".repeat(17)).is_err());
    }

    #[test]
    fn patterns_are_refused() {
        for bad in [
            "aaaaaaaa",
            "12121212",
            "abcabcabc",
            "1234123412",
            "12345678",
            "1234567890",
            "87654321",
            "0987654321",
            "abcdefgh",
            "ABCDEFGHIJ",
            "qwertyuiop",
            "poiuytrewq",
            "asdfghjkl",
            "QWERTZUIOP",
            "!@#$%^&*",
        ] {
            assert!(check(bad).is_err(), "{bad} passed");
        }
    }

    #[test]
    fn a_sentence_or_a_generated_password_passes() {
        for good in [
            "correct horse battery staple",
            "kX9#mPq2vL",
            "Tuesday rain over Lisbon",
            "        x9 q  ",
            "пароль-надёжный-7",
        ] {
            assert!(check(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn ones_own_name_and_address_are_no_password() {
        let words = ["olivia.owner@acme.example", "Olivia Owner", "SoloOS"];
        for bad in [
            "olivia.owner@acme.example",
            "OliviaOwner",
            "olivia.owner",
            "oliviaowner1",
            "Olivia123",
            "soloos123",
            "SoloOS!!",
            "owner2024",
            "2024-owner",
            "OWNER OLIVIA",
        ] {
            assert!(resembles(&Secret::new(bad), &words), "{bad} passed");
        }
        for good in ["olivia rides a bicycle", "kX9#mPq2vL", "my owner is a cat", "owned by nobody"] {
            assert!(!resembles(&Secret::new(good), &words), "{good}");
        }
    }

    #[test]
    fn a_secret_never_shows_when_it_is_printed() {
        assert!(!format!("{:?}", Secret::new("hunter2hunter2")).contains("hunter2"));
    }
}
