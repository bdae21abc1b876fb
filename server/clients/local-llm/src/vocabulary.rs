//! Tokens to text and back, built from the vocabulary and merges in the GGUF's own metadata.
//!
//! Chat markers are only ever placed by id: a person who types `<|im_end|>` gets ordinary text.
use std::collections::HashMap;

use candle_core::quantized::gguf_file::Value;
use tokenizers::Tokenizer;
use tokenizers::models::bpe::{BPE, Vocab};
use tokenizers::pre_tokenizers::{byte_level::ByteLevel, digits::Digits, sequence::Sequence};

const CONTROL: i64 = 3;
const TURN_START: &str = "<|im_start|>";
const TURN_END: &str = "<|im_end|>";
const TEXT_END: &str = "<|endoftext|>";

type Metadata = HashMap<String, Value>;

/// The byte-level BPE of the model, with the ids of its chat markers.
pub(crate) struct Vocabulary {
    tokenizer: Tokenizer,
    bytes: Vec<Box<[u8]>>,
    turn_start: u32,
    turn_end: u32,
    text_end: u32,
}

impl Vocabulary {
    /// Reads vocabulary, token kinds and merges; the error says which entry is missing or odd.
    pub(crate) fn from_metadata(metadata: &Metadata) -> Result<Self, String> {
        let tokens = strings(metadata, "tokenizer.ggml.tokens")?;
        let kinds = list(metadata, "tokenizer.ggml.token_type")?;
        let merges = strings(metadata, "tokenizer.ggml.merges")?
            .into_iter()
            .map(|merge| merge.split_once(' ').map(|(left, right)| (left.to_owned(), right.to_owned())))
            .collect::<Option<Vec<_>>>()
            .ok_or("a merge is not a pair")?;
        let alphabet = byte_alphabet();
        let bytes = tokens
            .iter()
            .zip(kinds)
            .map(|(token, kind)| if is_control(kind) { Box::default() } else { token_bytes(token, &alphabet) })
            .collect();
        let vocab: Vocab = (0_u32..).zip(tokens).map(|(id, token)| (token.to_owned(), id)).collect();
        let marker = |name: &str| vocab.get(name).copied().ok_or_else(|| format!("no {name} in the vocabulary"));
        let (turn_start, turn_end, text_end) = (marker(TURN_START)?, marker(TURN_END)?, marker(TEXT_END)?);
        let bpe = BPE::builder().vocab_and_merges(vocab, merges).build().map_err(|error| error.to_string())?;
        let mut tokenizer = Tokenizer::new(bpe);
        tokenizer.with_pre_tokenizer(Some(Sequence::new(vec![
            Digits::new(true).into(),
            ByteLevel::new(false, true, true).into(),
        ])));
        Ok(Self { tokenizer, bytes, turn_start, turn_end, text_end })
    }

    /// Ordinary text to token ids, never a chat marker.
    pub(crate) fn encode(&self, text: &str) -> Result<Vec<u32>, String> {
        let encoding = self.tokenizer.encode_fast(text, false).map_err(|error| error.to_string())?;
        Ok(encoding.get_ids().to_vec())
    }

    /// The bytes of a token; possibly part of a character, and none for markers.
    pub(crate) fn bytes(&self, token: u32) -> &[u8] {
        usize::try_from(token).ok().and_then(|index| self.bytes.get(index)).map_or(&[], AsRef::as_ref)
    }

    /// True for the tokens with which the model ends its turn.
    pub(crate) fn ends_turn(&self, token: u32) -> bool {
        self.endings().contains(&token)
    }

    /// All tokens for which `ends_turn` holds.
    pub(crate) fn endings(&self) -> [u32; 3] {
        [self.turn_end, self.text_end, self.turn_start]
    }

    /// The id of `<|im_start|>`.
    pub(crate) fn turn_start(&self) -> u32 {
        self.turn_start
    }

    /// The id of `<|im_end|>`.
    pub(crate) fn turn_end(&self) -> u32 {
        self.turn_end
    }

    /// How many tokens there are.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }
}

fn list<'a>(metadata: &'a Metadata, key: &str) -> Result<&'a [Value], String> {
    let value = metadata.get(key).ok_or_else(|| format!("{key} is missing"))?;
    value.to_vec().map(Vec::as_slice).map_err(|_| format!("{key} is not a list"))
}

fn strings<'a>(metadata: &'a Metadata, key: &str) -> Result<Vec<&'a str>, String> {
    let text =
        |value: &'a Value| value.to_string().map(String::as_str).map_err(|_| format!("{key} holds more than text"));
    list(metadata, key)?.iter().map(text).collect()
}

fn is_control(kind: &Value) -> bool {
    kind.to_i32().map(i64::from).or_else(|_| kind.to_i64()).is_ok_and(|kind| kind == CONTROL)
}

fn token_bytes(token: &str, alphabet: &HashMap<char, u8>) -> Box<[u8]> {
    token.chars().filter_map(|letter| alphabet.get(&letter).copied()).collect()
}

/// Byte-level BPE spells each byte as one printable character: itself, or the next one from U+0100.
fn byte_alphabet() -> HashMap<char, u8> {
    let prints_as_itself = |byte: u8| matches!(byte, b'!'..=b'~' | 0xA1..=0xAC | 0xAE..=0xFF);
    let mut stand_ins = '\u{100}'..;
    (0..=u8::MAX)
        .filter_map(|byte| {
            let letter = if prints_as_itself(byte) { char::from(byte) } else { stand_ins.next()? };
            Some((letter, byte))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::byte_alphabet;

    #[test]
    fn every_byte_has_a_letter_of_its_own() {
        let alphabet = byte_alphabet();
        assert_eq!(alphabet.len(), 256);
        assert_eq!(alphabet.get(&'Ġ'), Some(&b' '));
        assert_eq!(alphabet.get(&'Ċ'), Some(&b'\n'));
        assert_eq!(alphabet.get(&'a'), Some(&b'a'));
        assert_eq!(alphabet.get(&'Ń'), Some(&0xAD));
    }
}
