//! Messages instead of deltas: with some servers each is the next piece, with others everything so far again.

/// The text of the messages, as it is between the quotes of JSON.
#[derive(Debug, Default)]
pub(super) struct Growth {
    said: String,
    /// Messages that begin with the whole text so far: the next one decides whether they are pieces.
    held: Vec<String>,
    way: Way,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Way {
    #[default]
    Unknown,
    Pieces,
    Everything,
}

impl Growth {
    /// The text that this message adds; the last one of an answer may repeat everything either way.
    pub(super) fn take(&mut self, message: &str, is_last: bool) -> String {
        let last = self.held.last().unwrap_or(&self.said);
        let goes_on = !last.is_empty() && message.starts_with(last.as_str());
        let has_grown = self.held.iter().any(|held| held.len() > self.said.len()) && message.len() > last.len();
        match self.way {
            Way::Unknown if goes_on && !is_last && !has_grown => {
                self.held.push(message.to_owned());
                return String::new();
            }
            Way::Unknown if goes_on => self.way = Way::Everything,
            Way::Unknown if !self.said.is_empty() => self.way = Way::Pieces,
            _ => {}
        }
        let is_everything = self.way == Way::Everything || is_last && goes_on;
        if is_everything { self.grow(message) } else { self.add(message) }
    }

    /// The held messages when nothing more comes.
    pub(super) fn end(&mut self) -> String {
        self.held.pop().map_or_else(String::new, |last| self.grow(&last))
    }

    fn grow(&mut self, message: &str) -> String {
        self.held.clear();
        let more = message.strip_prefix(self.said.as_str()).unwrap_or_default().to_owned();
        if !self.said.starts_with(message) {
            message.clone_into(&mut self.said);
        }
        more
    }

    fn add(&mut self, message: &str) -> String {
        let more = std::mem::take(&mut self.held).concat() + message;
        self.said.push_str(&more);
        more
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(messages: &[&str]) -> Vec<String> {
        let mut growth = Growth::default();
        let mut said: Vec<String> = messages
            .iter()
            .enumerate()
            .map(|(at, message)| {
                growth.take(message.trim_end_matches('$'), at + 1 == messages.len() && message.ends_with('$'))
            })
            .collect();
        said.push(growth.end());
        said
    }

    #[test]
    fn messages_that_repeat_what_was_said_add_what_is_new() {
        assert_eq!(heard(&["a", "ab", "abc", "abcd"]), ["a", "", "bc", "d", ""]);
        assert_eq!(heard(&["a", "a", "ab", "ab", "abc"]).concat(), "abc");
        assert_eq!(heard(&["a", "ab"]).concat(), "ab");
        assert_eq!(heard(&["a", "ab$"]).concat(), "ab");
        assert_eq!(heard(&["ab", "ab$"]).concat(), "ab");
        assert_eq!(heard(&["a", "ab", "abc", "ab", "abcd"]).concat(), "abcd");
    }

    #[test]
    fn messages_that_are_pieces_are_all_said() {
        assert_eq!(heard(&["a", "b", "c"]), ["a", "b", "c", ""]);
        assert_eq!(heard(&["ha", "ha", "!"]), ["ha", "", "ha!", ""]);
        assert_eq!(heard(&["1", "10", " b", "1"]).concat(), "110 b1");
        assert_eq!(heard(&["a", "b", "ab$"]).concat(), "ab", "the last one says everything again");
        assert_eq!(heard(&["a$"]), ["a", ""]);
    }
}
