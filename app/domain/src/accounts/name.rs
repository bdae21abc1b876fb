//! What a person is called.

/// A name of 1 to 120 characters on one line; runs of blanks become one.
pub fn person_name(text: &str) -> Result<String, String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().any(char::is_control) {
        return Err("Leave out control characters.".to_owned());
    }
    match name.chars().count() {
        0 => Err("Enter your name.".to_owned()),
        1..=120 => Ok(name),
        _ => Err("Use at most 120 characters.".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_on_one_line() {
        assert_eq!(person_name("  Olivia\r\n  Owner "), Ok("Olivia Owner".into()));
        assert!(person_name("Olivia\0").is_err());
        assert!(person_name(" \t ").is_err());
        assert!(person_name(&"x".repeat(121)).is_err());
        assert!(person_name(&"ü".repeat(120)).is_ok());
    }
}
