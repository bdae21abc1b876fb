//! Finds the events in the bytes of an answer: a stream of events as the standard has it, and everything near it that
//! servers send instead. What cannot be read costs itself alone.

use super::{
    json::{Fields, mended, values},
    lines::{Line, Lines},
};

/// The lines of one event together; what is longer is taken line by line.
const MAX_EVENT: usize = 4 * 1024 * 1024;

/// Something that a server said.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// A JSON value as text; `is_error` if the server called the event so.
    Json { text: String, is_error: bool },
    /// An error in plain words.
    Words(String),
    /// `[DONE]`
    Done,
}

/// The event that is still growing.
#[derive(Debug, Default)]
pub(super) struct Events {
    lines: Lines,
    is_error: bool,
    waiting: Vec<String>,
    waiting_bytes: usize,
    /// What waits came without `data:`, so that an empty line does not end it.
    is_bare: bool,
    found: Vec<Event>,
    unreadable: u32,
}

impl Events {
    /// The events that these bytes complete.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Vec<Event> {
        for line in self.lines.push(bytes) {
            self.take(line);
        }
        std::mem::take(&mut self.found)
    }

    /// The event that nothing ended, if there is one.
    pub(super) fn end(&mut self) -> Vec<Event> {
        if let Some(line) = self.lines.end() {
            self.take(line);
        }
        self.flush();
        std::mem::take(&mut self.found)
    }

    /// How many lines made no sense so far.
    pub(super) fn unreadable(&self) -> u32 {
        self.unreadable
    }

    fn take(&mut self, line: Line) {
        let Line::Read(line) = line else {
            self.unreadable += 1;
            return;
        };
        if line.trim().is_empty() {
            if !self.is_bare {
                self.flush();
                self.is_error = false;
            }
            return;
        }
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        match name.trim().to_ascii_lowercase().as_str() {
            "data" => self.data(value.strip_prefix(' ').unwrap_or(value), false),
            "event" => self.name(value),
            // A comment, most often a keep-alive, and what only a reader that connects again heeds.
            "" | "id" | "retry" => {}
            _ if self.is_bare || line.trim_start().starts_with(['{', '[']) => self.data(&line, true),
            // The standard lets servers add fields.
            name if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') => {}
            _ => self.unreadable += 1,
        }
    }

    /// An event may be called an error after its data.
    fn name(&mut self, name: &str) {
        self.is_error = name.to_ascii_lowercase().contains("error");
        if !self.is_error {
            self.flush();
        }
    }

    fn data(&mut self, data: &str, is_bare: bool) {
        let chunk = chunk_in(data);
        if chunk.is_some() || is_done(data) || is_bare != self.is_bare || self.waiting_bytes > MAX_EVENT {
            self.flush();
        }
        if let Some(text) = chunk {
            self.found.push(Event::Json { text, is_error: self.is_error });
        } else if is_done(data) {
            self.found.push(Event::Done);
        } else {
            self.is_bare = is_bare;
            self.waiting_bytes += data.len();
            self.waiting.push(data.to_owned());
        }
    }

    /// Takes what waits for one event, or for several if one after another stands there, or else line by line.
    fn flush(&mut self) {
        let lines = std::mem::take(&mut self.waiting);
        self.waiting_bytes = 0;
        self.is_bare = false;
        let whole = lines.join("\n");
        if self.find(&whole) {
            return;
        }
        if self.is_error {
            self.found.push(Event::Words(whole));
            return;
        }
        for line in lines {
            if !self.find(&line) && !self.find(without_list(&line)) {
                self.unreadable += 1;
            }
        }
    }

    /// False if the text is no JSON.
    fn find(&mut self, text: &str) -> bool {
        let event = |text: &str| Event::Json { text: text.to_owned(), is_error: self.is_error };
        let found: Option<Vec<Event>> = match values(text) {
            Some(values) => Some(values.into_iter().map(event).collect()),
            None => values(&mended(text)).map(|values| values.into_iter().map(event).collect()),
        };
        let is_json = found.is_some();
        self.found.extend(found.unwrap_or_default());
        is_json
    }
}

fn is_done(data: &str) -> bool {
    data.trim().trim_matches('"').eq_ignore_ascii_case("[done]")
}

/// A piece of an answer that is whole in one line: nothing that follows can belong to it.
fn chunk_in(data: &str) -> Option<String> {
    let is_chunk = |text: &str| {
        Fields::read(text).is_some_and(|fields| fields.get("choices").is_some() || fields.get("error").is_some())
    };
    let data = without_list(data);
    if is_chunk(data) {
        return Some(data.to_owned());
    }
    let mended = if data.starts_with('{') { mended(data) } else { return None };
    is_chunk(&mended).then_some(mended)
}

/// An object without the marks of the list that it is an item of.
fn without_list(data: &str) -> &str {
    data.trim().trim_start_matches(['[', ',', ' ']).trim_end_matches([']', ',', ' '])
}

#[cfg(test)]
#[path = "events_tests.rs"]
mod tests;
