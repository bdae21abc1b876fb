//! Turns a stream of token bytes into text: a character split over tokens is held back until whole.

/// Collects bytes and gives out the longest valid text, lossy only where bytes can never become text.
#[derive(Debug, Default)]
pub(crate) struct Utf8Holder {
    pending: Vec<u8>,
}

impl Utf8Holder {
    /// Adds bytes and returns the text that is certain by now, `None` when there is none.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> Option<String> {
        self.pending.extend_from_slice(bytes);
        let mut text = String::new();
        let (mut read, mut held) = (0, 0);
        for chunk in self.pending.utf8_chunks() {
            text.push_str(chunk.valid());
            read += chunk.valid().len() + chunk.invalid().len();
            let unfinished = std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
            // Half a character may still become whole, but only at the very end.
            if unfinished && read == self.pending.len() {
                held = chunk.invalid().len();
            } else if !chunk.invalid().is_empty() {
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
        self.pending.drain(..read - held);
        (!text.is_empty()).then_some(text)
    }

    /// Returns the rest at the end; half a character becomes the replacement character.
    pub(crate) fn finish(self) -> Option<String> {
        (!self.pending.is_empty()).then(|| char::REPLACEMENT_CHARACTER.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::Utf8Holder;

    #[test]
    fn plain_text_passes_at_once() {
        let mut holder = Utf8Holder::default();
        assert_eq!(holder.push(b"hello").as_deref(), Some("hello"));
        assert_eq!(holder.finish(), None);
    }

    #[test]
    fn a_character_in_four_pieces_comes_out_whole_and_once() {
        let mut holder = Utf8Holder::default();
        let bytes = "🦀".as_bytes();
        assert_eq!(holder.push(&bytes[..1]), None);
        assert_eq!(holder.push(&bytes[1..2]), None);
        assert_eq!(holder.push(&bytes[2..3]), None);
        assert_eq!(holder.push(&bytes[3..]).as_deref(), Some("🦀"));
        assert_eq!(holder.finish(), None);
    }

    #[test]
    fn text_before_an_unfinished_character_is_not_held_back() {
        let mut holder = Utf8Holder::default();
        assert_eq!(holder.push(b"caf\xC3").as_deref(), Some("caf"));
        assert_eq!(holder.push(b"\xA9!").as_deref(), Some("é!"));
    }

    #[test]
    fn bytes_that_can_never_be_text_are_replaced_and_do_not_block_the_rest() {
        let mut holder = Utf8Holder::default();
        assert_eq!(holder.push(b"a\xFFb").as_deref(), Some("a\u{FFFD}b"));
        assert_eq!(holder.push(b"\xE2\x82"), None);
        assert_eq!(holder.push(b"x").as_deref(), Some("\u{FFFD}x"));
    }

    #[test]
    fn half_a_character_at_the_end_is_shown_as_replaced() {
        let mut holder = Utf8Holder::default();
        assert_eq!(holder.push(b"\xF0\x9F"), None);
        assert_eq!(holder.finish().as_deref(), Some("\u{FFFD}"));
    }

    #[test]
    fn any_cut_of_a_text_gives_the_text_back() {
        let text = "Grüße, 世界 — 🦀!";
        for step in 1..7 {
            let mut holder = Utf8Holder::default();
            let joined: String = text.as_bytes().chunks(step).filter_map(|piece| holder.push(piece)).collect();
            assert_eq!(joined, text, "cut every {step} bytes");
        }
    }
}
