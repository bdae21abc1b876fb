//! The address of a list: its path and its query, so that a link to another page keeps all of the query.

use super::Turn;

/// A list's own address without its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListAddress {
    path: String,
    words: Vec<(&'static str, String)>,
}

impl ListAddress {
    /// The list without search or filters.
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), words: Vec::new() }
    }

    /// Adds a parameter; an empty value is left out.
    #[must_use]
    pub fn with(mut self, name: &'static str, word: impl Into<String>) -> Self {
        let word = word.into();
        if !word.is_empty() {
            self.words.push((name, word));
        }
        self
    }

    /// The address of the first page.
    pub fn first(&self) -> String {
        self.at(&Turn::First)
    }

    /// The address of another page.
    pub fn at(&self, turn: &Turn) -> String {
        let step = match turn {
            Turn::First => None,
            Turn::Page(number) => Some(("page", number.to_string())),
            Turn::Before(cursor) => Some(("before", cursor.as_str().to_owned())),
        };
        let words: Vec<_> = self.words.iter().cloned().chain(step).collect();
        with_query(&self.path, &words)
    }
}

/// The path with a query string of these names and values.
pub fn with_query(path: &str, pairs: &[(&str, String)]) -> String {
    let query: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", percent_encoded(value))).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

/// A text as a value in a query string.
pub fn percent_encoded(text: &str) -> String {
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
    use super::super::Cursor;
    use super::*;

    #[test]
    fn a_link_to_another_page_keeps_what_else_the_address_says() {
        let list = ListAddress::new("/list").with("q", "a&b").with("state", "").with("sort", "name");
        assert_eq!(list.first(), "/list?q=a%26b&sort=name");
        assert_eq!(list.at(&Turn::Page(3)), "/list?q=a%26b&sort=name&page=3");
        assert_eq!(list.at(&Turn::Before(Cursor::new("7_x"))), "/list?q=a%26b&sort=name&before=7_x");
        assert_eq!(ListAddress::new("/list").first(), "/list");
    }

    #[test]
    fn a_value_cannot_leave_its_place_in_the_query_string() {
        let pairs = [("q", "a&b=c d+ü".to_owned()), ("page", "2".to_owned())];
        assert_eq!(with_query("/list", &pairs), "/list?q=a%26b%3Dc%20d%2B%C3%BC&page=2");
        assert_eq!(with_query("/list", &[]), "/list");
    }

    #[test]
    fn words_become_part_of_a_link_whole() {
        assert_eq!(percent_encoded("a&b=ä 1_2"), "a%26b%3D%C3%A4%201_2");
    }
}
