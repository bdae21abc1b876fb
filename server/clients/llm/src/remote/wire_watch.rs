//! What can only be seen on the wire below async-openai: when the last byte came (keep-alives
//! included), whether `[DONE]` was said, and whether an answer grows beyond all measure.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::time::Instant;

/// A stream longer than this is no chat answer; async-openai buffers without a limit of its own.
const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Longer than any spelling of the last line.
const LINE_START: usize = 16;

/// Watches the body of one answer.
#[derive(Debug)]
pub(super) struct WireWatch {
    seen: Mutex<Seen>,
}

#[derive(Debug)]
struct Seen {
    last_byte: Instant,
    bytes: usize,
    line: Vec<u8>,
    is_done: bool,
}

impl WireWatch {
    pub(super) fn new() -> Self {
        let last_byte = Instant::now();
        let line = Vec::with_capacity(LINE_START);
        Self { seen: Mutex::new(Seen { last_byte, bytes: 0, line, is_done: false }) }
    }

    /// Takes note of a piece; false when the answer has become too long to go on with.
    pub(super) fn see(&self, piece: &[u8]) -> bool {
        let mut seen = self.seen();
        seen.last_byte = Instant::now();
        seen.bytes = seen.bytes.saturating_add(piece.len());
        for byte in piece {
            seen.byte(*byte);
        }
        seen.bytes <= MAX_BYTES
    }

    /// When the last byte came, or the request began.
    pub(super) fn last_byte(&self) -> Instant {
        self.seen().last_byte
    }

    /// Whether the server said that it has said everything.
    pub(super) fn is_done(&self) -> bool {
        self.seen().is_done
    }

    pub(super) fn is_too_long(&self) -> bool {
        self.seen().bytes > MAX_BYTES
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seen {
    /// JSON text has no raw line ends, so an answer cannot fake the last line.
    fn byte(&mut self, byte: u8) {
        match byte {
            b'\n' | b'\r' => {
                self.is_done |= self.line == b"data: [DONE]" || self.line == b"data:[DONE]";
                self.line.clear();
            }
            other if self.line.len() < LINE_START => self.line.push(other),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_last_line_is_found_in_pieces_and_not_inside_a_text() {
        let watch = WireWatch::new();
        watch.see(b"data: {\"content\":\"data: [DONE]\"}\n\ndata: [DONE]x\n: data: [DONE]\n");
        assert!(!watch.is_done());
        watch.see(b"data: [DO");
        watch.see(b"NE]\r\n");
        assert!(watch.is_done());
    }

    #[tokio::test]
    async fn an_endless_answer_is_stopped() {
        let watch = WireWatch::new();
        let megabyte = vec![b'x'; 1024 * 1024];
        let taken = (0..20).take_while(|_| watch.see(&megabyte)).count();
        assert_eq!(taken, 16);
        assert!(watch.is_too_long());
    }
}
