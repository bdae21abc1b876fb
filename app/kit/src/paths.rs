//! Paths with their query strings, and the way to the sign-in page and back.

use domain::accounts::{START_PATH, local_path};

/// The sign-in page that leads back to `path` afterwards.
pub fn sign_in_path(path: &str) -> String {
    with_next("/sign-in", path)
}

/// The page that leads on to `next` afterwards.
pub fn with_next(page: &str, next: &str) -> String {
    let next = local_path(next);
    if next == START_PATH { page.to_owned() } else { format!("{page}?next={}", percent_encoded(next)) }
}

/// The path with a query string of these names and values.
pub fn with_query(path: &str, pairs: &[(&str, String)]) -> String {
    let query: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", percent_encoded(value))).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

/// A text as a value in a query string.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.extend(['%', hex_digit(byte >> 4), hex_digit(byte & 15)]),
        }
    }
    encoded
}

/// A number below 16 as an upper-case digit.
fn hex_digit(number: u8) -> char {
    char::from_digit(u32::from(number), 16).unwrap_or_default().to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_cannot_leave_its_place_in_the_query_string() {
        let pairs = [("q", "a&b=c d+ü".to_owned()), ("page", "2".to_owned())];
        assert_eq!(with_query("/list", &pairs), "/list?q=a%26b%3Dc%20d%2B%C3%BC&page=2");
        assert_eq!(with_query("/list", &[]), "/list");
    }

    #[test]
    fn the_way_back_survives_the_query_string() {
        assert_eq!(sign_in_path("/chat?a=1&b=2"), "/sign-in?next=/chat%3Fa%3D1%26b%3D2");
        assert_eq!(sign_in_path("/"), "/sign-in");
    }

    #[test]
    fn words_become_part_of_a_link_whole() {
        assert_eq!(percent_encoded("a&b=ä 1_2"), "a%26b%3D%C3%A4%201_2");
    }
}
