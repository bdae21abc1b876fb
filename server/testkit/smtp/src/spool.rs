//! Reads the server process's records: accepted mails and attempts, one JSON object a line.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
};

use serde::Deserialize;

use crate::fail;

/// A mail the server has accepted, its headers and parts decoded.
#[derive(Clone, Debug, Deserialize)]
pub struct ReceivedMail {
    /// The sender of the SMTP envelope.
    pub from: String,
    /// The recipients of the SMTP envelope.
    pub to: Vec<String>,
    /// The subject, RFC 2047 decoded.
    pub subject: String,
    /// The Message-ID with its angle brackets.
    pub message_id: String,
    /// All headers in order, RFC 2047 decoded.
    pub headers: Vec<(String, String)>,
    /// The plain-text part, its lines ended by LF.
    pub text: String,
    /// The HTML part, its lines ended by LF.
    pub html: String,
    /// The mail as it was sent.
    pub raw: String,
}

impl ReceivedMail {
    /// The first header of this name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// One RCPT command and what the server did with it: `accept`, or the fault's name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Attempt {
    /// The recipient as RCPT spelled it.
    pub to: String,
    /// `accept`, `refuse`, `drop_at_rcpt` and so on.
    pub outcome: String,
}

#[derive(Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Record {
    Mail(Box<ReceivedMail>),
    Attempt(Attempt),
}

/// The file the server appends to; deleted with its owner.
#[derive(Debug)]
pub struct Spool {
    path: PathBuf,
}

impl Spool {
    pub fn create() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("smtp-stand-in-{}-{count}.jsonl", process::id()));
        match fs::write(&path, "") {
            Ok(()) => Self { path },
            Err(error) => fail(&format!("the mail spool {} cannot be written: {error}", path.display())),
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn mails(&self) -> Vec<ReceivedMail> {
        let mail = |record| match record {
            Record::Mail(mail) => Some(*mail),
            Record::Attempt(_) => None,
        };
        self.records().into_iter().filter_map(mail).collect()
    }

    pub fn attempts(&self) -> Vec<Attempt> {
        let attempt = |record| match record {
            Record::Attempt(attempt) => Some(attempt),
            Record::Mail(_) => None,
        };
        self.records().into_iter().filter_map(attempt).collect()
    }

    fn records(&self) -> Vec<Record> {
        let content = fs::read_to_string(&self.path)
            .unwrap_or_else(|error| fail(&format!("the mail spool {} cannot be read: {error}", self.path.display())));
        // The server may be in the middle of a write: a line without its end is not accepted yet.
        let whole = content.rsplit_once('\n').map_or("", |(lines, _)| lines);
        let read = |line| {
            serde_json::from_str(line).unwrap_or_else(|error| fail(&format!("the mail spool holds nonsense: {error}")))
        };
        whole.lines().map(read).collect()
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        // A file left behind in the temporary folder harms nobody.
        let _ = fs::remove_file(&self.path);
    }
}
