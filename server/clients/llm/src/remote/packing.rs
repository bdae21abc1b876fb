//! Decompresses an answer that a server or a proxy has compressed although nobody asked for it.

use std::{borrow::Cow, io::Write, mem};

use flate2::write::MultiGzDecoder;

/// The first bytes of gzip, with which no text begins.
const GZIP: [u8; 2] = [FIRST, 0x8b];
const FIRST: u8 = 0x1f;
/// Bytes to decompress at once: they become a thousand times as many at most.
const PIECE: usize = 1024;

/// The state of decompression.
#[derive(Debug, Default)]
pub(super) enum Packing {
    /// Too few bytes to tell.
    #[default]
    Unknown,
    /// The first byte of two has arrived.
    Begun,
    Plain,
    Gzip(Box<MultiGzDecoder<Vec<u8>>>),
    /// The rest cannot be decompressed.
    Broken,
}

impl Packing {
    /// How many bytes to pass in at once.
    pub(super) fn piece(&self) -> usize {
        if matches!(self, Self::Plain) { usize::MAX } else { PIECE }
    }

    /// The decompressed bytes.
    pub(super) fn unpack<'a>(&mut self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        match self {
            Self::Plain => Cow::Borrowed(bytes),
            Self::Gzip(_) => Cow::Owned(self.inflate(bytes)),
            Self::Broken => Cow::Borrowed(&[]),
            Self::Unknown => self.begin(Cow::Borrowed(bytes)),
            Self::Begun => self.begin(Cow::Owned([&[FIRST], bytes].concat())),
        }
    }

    /// A byte that waited for a second one.
    pub(super) fn end(&mut self) -> &'static [u8] {
        if matches!(mem::replace(self, Self::Plain), Self::Begun) { &[FIRST] } else { &[] }
    }

    fn begin<'a>(&mut self, bytes: Cow<'a, [u8]>) -> Cow<'a, [u8]> {
        if bytes.starts_with(&GZIP) {
            *self = Self::Gzip(Box::new(MultiGzDecoder::new(Vec::new())));
            return Cow::Owned(self.inflate(&bytes));
        }
        let is_short = GZIP.starts_with(&bytes);
        *self = match is_short {
            true if bytes.is_empty() => Self::Unknown,
            true => Self::Begun,
            false => Self::Plain,
        };
        if is_short { Cow::Borrowed(&[]) } else { bytes }
    }

    /// Everything that these bytes give, at once: a stream must not wait for its end.
    fn inflate(&mut self, bytes: &[u8]) -> Vec<u8> {
        let Self::Gzip(decoder) = self else { return Vec::new() };
        let is_whole = decoder.write_all(bytes).and_then(|()| decoder.flush()).is_ok();
        let unpacked = mem::take(decoder.get_mut());
        if !is_whole {
            *self = Self::Broken;
        }
        unpacked
    }
}

#[cfg(test)]
mod tests {
    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn packed(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    fn unpack(bytes: &[u8], length: usize) -> String {
        let mut packing = Packing::default();
        let mut text: Vec<u8> = bytes.chunks(length).flat_map(|piece| packing.unpack(piece).into_owned()).collect();
        text.extend(packing.end());
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn what_is_packed_is_unpacked_however_it_is_cut() {
        let text = "data: {\"a\": 1}\n\n".repeat(40);
        for length in [1, 2, 3, 1000] {
            assert_eq!(unpack(&packed(&text), length), text);
            assert_eq!(unpack(&[packed("a"), packed("b")].concat(), length), "ab", "one packing after another");
            assert_eq!(unpack(text.as_bytes(), length), text);
            for plain in ["\u{1f}", "\u{1f}a", "a", ""] {
                assert_eq!(unpack(plain.as_bytes(), length), plain);
            }
        }
    }

    #[test]
    fn what_came_before_a_packing_breaks_is_kept() {
        let text = "data: words\n\n".repeat(9);
        let whole = packed(&text);
        assert_eq!(unpack(&[whole.as_slice(), b"oops"].concat(), 4), text);
        let mut broken = whole.clone();
        broken.truncate(whole.len() - 9);
        assert!(text.starts_with(&unpack(&broken, 1)));
        assert_eq!(unpack(b"\x1f\x8boops, no header", 5), "");
    }

    #[test]
    fn a_piece_cannot_become_large() {
        let bomb = packed(&"x".repeat(4 * 1024 * 1024));
        let mut packing = Packing::default();
        let most = bomb.chunks(PIECE).map(|piece| packing.unpack(piece).len()).max();
        assert!(most.is_some_and(|most| most <= 2 * 1024 * 1024), "{most:?}");
    }
}
