//! Which token counts are possible. A server that miscounts could otherwise spend an organisation's whole budget in one
//! answer.

/// No token is longer, in bytes: the longest of the vocabularies in use is a row of 128 spaces.
const LONGEST_TOKEN: u64 = 128;
/// Tokens that a server may put around a conversation: a preamble of the provider's, marks of a template.
const PREAMBLE: u64 = 16_384;
/// The longest hidden reasoning of a model where nothing limits it.
const HIDDEN: u64 = 65_536;
/// A few invisible tokens may be counted, such as the mark that ends an answer.
const MARKS: u64 = 16;

/// The parts of a request that bound the possible counts.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Asked {
    /// Bytes of the conversation that was sent.
    pub bytes: usize,
    /// The limit that was sent.
    pub most_tokens: Option<u32>,
}

impl Asked {
    /// Whether these tokens can have been read and written, where the answer and its visible reasoning have `written`
    /// bytes. A token has a byte at least; hidden reasoning is bounded by the limit alone, which servers apply to the
    /// answer, to the reasoning or to both.
    pub(super) fn allows(self, input: u32, output: u32, written: usize) -> bool {
        let bytes = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        let hidden = self.most_tokens.map_or(HIDDEN, |limit| u64::from(limit) * 2);
        let can_be = |count: u32, length: u64, most: u64| {
            let count = u64::from(count);
            count.saturating_mul(LONGEST_TOKEN) >= length && count <= most
        };
        let (sent, written) = (bytes(self.bytes), bytes(written));
        can_be(input, sent, sent.saturating_add(PREAMBLE)) && can_be(output, written, written.max(hidden) + MARKS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_within_what_was_sent_and_written_are_believed() {
        let asked = Asked { bytes: 400, most_tokens: Some(100) };
        for (input, output) in [(100, 50), (400, 200), (4, 2), (16_000, 50), (100, 200)] {
            assert!(asked.allows(input, output, 200), "{input} {output}");
        }
        // Hidden reasoning, and an empty answer.
        assert!(asked.allows(100, 90, 0) && asked.allows(100, 0, 0));
        assert!(Asked { most_tokens: None, ..asked }.allows(100, 30_000, 200));
    }

    #[test]
    fn counts_that_cannot_be_are_not() {
        let asked = Asked { bytes: 400, most_tokens: Some(100) };
        let too_many = [(99_999_999, 50), (100, 99_999_999), (17_000, 50), (100, 300)];
        let too_few = [(0, 50), (100, 0), (3, 50), (100, 1)];
        for (input, output) in too_many.into_iter().chain(too_few) {
            assert!(!asked.allows(input, output, 200), "{input} {output}");
        }
        assert!(!Asked { most_tokens: None, ..asked }.allows(100, 99_999_999, 200));
    }
}
