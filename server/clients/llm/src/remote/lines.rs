//! Splits the bytes of an answer into lines, whatever the line ending: LF, CRLF or CR.

/// A longer line is skipped; the longest answers sent as one piece of JSON stay far below.
const MAX_LINE: usize = 4 * 1024 * 1024;
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A line without its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    Read(String),
    TooLong,
}

/// The line that is still growing.
#[derive(Debug, Default)]
pub(super) struct Lines {
    line: Vec<u8>,
    is_too_long: bool,
    /// The last byte was a CR: an LF right after it ends no second line.
    is_after_cr: bool,
}

impl Lines {
    /// The lines that these bytes complete.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Vec<Line> {
        let mut lines = Vec::new();
        for piece in bytes.split_inclusive(|byte| is_end(*byte)) {
            let (text, end) = match piece.split_last() {
                Some((end, text)) if is_end(*end) => (text, Some(*end)),
                _ => (piece, None),
            };
            let is_rest_of_crlf = self.is_after_cr && piece == b"\n";
            self.is_after_cr = end == Some(b'\r');
            if is_rest_of_crlf {
                continue;
            }
            self.grow(text);
            if end.is_some() {
                lines.push(self.cut());
            }
        }
        lines
    }

    /// The unterminated line at the end, if there is one.
    pub(super) fn end(&mut self) -> Option<Line> {
        (self.is_too_long || !self.line.is_empty()).then(|| self.cut())
    }

    fn grow(&mut self, text: &[u8]) {
        self.is_too_long |= self.line.len() + text.len() > MAX_LINE;
        if self.is_too_long {
            self.line = Vec::new();
        } else {
            self.line.extend_from_slice(text);
        }
    }

    fn cut(&mut self) -> Line {
        let line = std::mem::take(&mut self.line);
        if std::mem::take(&mut self.is_too_long) { Line::TooLong } else { Line::Read(text(&line)) }
    }
}

fn is_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// Bytes that are no UTF-8 become halves of their own, `\udc80` to `\udcff`, which [`Letters`](super::letters::Letters)
/// turns back: a character that a server cut into two events is joined there.
fn text(line: &[u8]) -> String {
    let mut text = String::with_capacity(line.len());
    for chunk in line.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str("\\udc");
            text.extend([byte >> 4, byte & 15].iter().filter_map(|digit| char::from_digit(u32::from(*digit), 16)));
        }
    }
    match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pieces: &[&[u8]]) -> Vec<Line> {
        let mut lines = Lines::default();
        let mut read: Vec<Line> = pieces.iter().flat_map(|piece| lines.push(piece)).collect();
        read.extend(lines.end());
        read
    }

    fn texts(texts: &[&str]) -> Vec<Line> {
        texts.iter().map(|text| Line::Read((*text).to_owned())).collect()
    }

    #[test]
    fn every_line_end_ends_one_line_wherever_it_is_cut() {
        assert_eq!(read(&[b"a\nb\r\nc\rd"]), texts(&["a", "b", "c", "d"]));
        assert_eq!(read(&[b"a\r", b"\nb\r", b"", b"\n", b"\n"]), texts(&["a", "b", ""]));
        assert_eq!(read(&[b"\r\r\n\n"]), texts(&["", "", ""]));
    }

    #[test]
    fn a_byte_order_mark_is_left_out_and_broken_bytes_are_kept_as_halves() {
        assert_eq!(read(&[b"\xef\xbb", b"\xbfdata\n"]), texts(&["data"]));
        assert_eq!(read(&[b"\xc3\xa4 \xff\xf0\x9f\n"]), texts(&["ä \\udcff\\udcf0\\udc9f"]));
    }

    #[test]
    fn a_line_without_end_is_left_out_and_the_next_one_is_read() {
        let megabyte = vec![b'x'; 1024 * 1024];
        let mut lines = Lines::default();
        assert!((0..5).all(|_| lines.push(&megabyte).is_empty()));
        assert!(lines.line.capacity() < MAX_LINE);
        assert_eq!(lines.push(b"y\nz\n"), [Line::TooLong, Line::Read("z".to_owned())]);
    }
}
