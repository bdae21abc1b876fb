//! Finds the events in the bytes of an answer: a stream of events by the standard, and the deviations that servers send
//! instead. An unreadable event is skipped alone.

use super::{
    json::{Fields, says_nothing},
    lines::{Line, Lines},
    payload::{
        Part, chunk_in, is_blank, is_done, is_done_word, is_invisible, is_words, names_end, names_error, parts,
        payload, without_list,
    },
};

/// The lines of one event together; a longer event is read line by line.
const MAX_EVENT: usize = 4 * 1024 * 1024;
/// How many bytes of text outside events are kept, plus the line that reaches it.
const MAX_STRAY: usize = 300;

/// An event of a server.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// A JSON value as text; `is_error` if the server named the event an error.
    Json { text: String, is_error: bool },
    /// An error as plain text, or without any.
    Words(String),
    /// `[DONE]`
    Done,
}

/// The event that is still growing.
#[derive(Debug, Default)]
pub(super) struct Events {
    lines: Lines,
    is_error: bool,
    /// The error that this event's name announces has been reported.
    is_told: bool,
    waiting: Vec<String>,
    waiting_bytes: usize,
    /// The waiting lines came without `data:`, so that an empty line does not end it.
    is_bare: bool,
    /// A line with `data:` has come.
    is_stream: bool,
    found: Vec<Event>,
    unreadable: u32,
    stray: String,
}

impl Events {
    /// The events that these bytes complete.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Vec<Event> {
        for line in self.lines.push(bytes) {
            self.take(line);
        }
        std::mem::take(&mut self.found)
    }

    /// The unterminated event at the end, if there is one.
    pub(super) fn end(&mut self) -> Vec<Event> {
        if let Some(line) = self.lines.end() {
            self.take(line);
        }
        self.close();
        std::mem::take(&mut self.found)
    }

    /// How many lines were unreadable so far.
    pub(super) fn unreadable(&self) -> u32 {
        self.unreadable
    }

    /// Whether the events are marked as such, and not the bare JSON of a body without events.
    pub(super) fn is_stream(&self) -> bool {
        self.is_stream
    }

    /// Text where an event belongs, with no event after it: perhaps the last message of a proxy between us and the
    /// server.
    pub(super) fn stray(&self) -> &str {
        &self.stray
    }

    fn take(&mut self, line: Line) {
        let Line::Read(line) = line else {
            self.unreadable += 1;
            return;
        };
        let line = line.trim_matches(is_invisible);
        if line.trim_matches(is_blank).is_empty() {
            if !self.is_bare {
                self.close();
            }
            return;
        }
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        match name.trim_matches(is_blank).to_ascii_lowercase().as_str() {
            "data" => {
                self.is_stream = true;
                self.data(payload(value), false);
            }
            "event" => self.name(value),
            // A comment, most often a keep-alive, and fields that matter only to a client that reconnects.
            "" | "id" | "retry" => {}
            "error" if !self.is_bare => self.error(value, line),
            _ if self.is_bare || line.trim_start().starts_with(['{', '[']) => self.data(line, true),
            _ if self.waiting.is_empty() && is_done_word(line) => self.data(line, true),
            // The standard lets servers add fields, and a line without a colon is one.
            name if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') => self.keep(line),
            _ => {
                self.unreadable += 1;
                self.keep(line);
            }
        }
    }

    /// An event may be named an error after its data.
    fn name(&mut self, name: &str) {
        let name = name.trim().to_ascii_lowercase();
        if names_error(&name) {
            self.is_error = true;
            self.is_told = false;
            return;
        }
        self.close();
        if names_end(&name) {
            self.found.push(Event::Done);
        }
    }

    fn data(&mut self, data: &str, is_bare: bool) {
        let chunk = chunk_in(data);
        if chunk.is_some() || is_done(data) || is_bare != self.is_bare || self.waiting_bytes > MAX_EVENT {
            self.flush();
        }
        if let Some(text) = chunk {
            self.find_one(Part::Json(text));
        } else if is_done(data) || self.waiting.is_empty() && is_done_word(data) {
            self.find_one(Part::Done);
        } else {
            self.is_bare = is_bare;
            self.waiting_bytes += data.len();
            self.waiting.push(data.to_owned());
        }
    }

    /// Ends the event: an error that was named but not described still counts.
    fn close(&mut self) {
        self.flush();
        if self.is_error && !self.is_told {
            self.found.push(Event::Words(String::new()));
        }
        self.is_error = false;
    }

    /// Reads the waiting lines as one event, or as several if they follow each other, or else line by line.
    fn flush(&mut self) {
        let lines = std::mem::take(&mut self.waiting);
        self.waiting_bytes = 0;
        self.is_bare = false;
        let whole = lines.join("\n");
        if self.find(&whole) {
            return;
        }
        if self.is_error {
            self.is_told = true;
            self.found.push(Event::Words(whole));
            return;
        }
        for line in lines {
            if !self.find(&line) && !self.find(without_list(&line)) {
                self.unreadable += 1;
                self.keep(&line);
            }
        }
    }

    /// False if the text is no JSON.
    fn find(&mut self, text: &str) -> bool {
        let Some(parts) = parts(text) else { return false };
        for part in parts {
            self.find_one(part);
        }
        true
    }

    fn find_one(&mut self, part: Part) {
        let Part::Json(text) = part else { return self.found.push(Event::Done) };
        self.is_told = true;
        self.stray.clear();
        self.found.push(Event::Json { text, is_error: self.is_error });
    }

    /// A line with the name of an error, which the standard does not know.
    fn error(&mut self, value: &str, line: &str) {
        match Fields::read(value) {
            Some(_) if says_nothing(value) => {}
            Some(_) => self.found.push(Event::Json { text: value.trim().to_owned(), is_error: true }),
            None => self.keep(line),
        }
    }

    fn keep(&mut self, line: &str) {
        if self.stray.len() < MAX_STRAY && is_words(line) {
            self.stray.extend([line.trim(), "\n"]);
        }
    }
}

#[cfg(test)]
#[path = "events_tests.rs"]
mod tests;
