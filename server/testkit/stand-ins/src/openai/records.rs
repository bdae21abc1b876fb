//! The stand-in's requests, and how each one ended.

use std::{sync::Arc, time::Duration};

use serde::Serialize;
use serde_json::Value;
use tokio::{sync::watch, time::error::Elapsed};

/// The state of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Being answered.
    Open,
    /// The answer, complete or as short as requested, was sent to its end.
    Answered,
    /// Refused with an HTTP error.
    Refused,
    /// The stand-in broke the connection, as requested.
    Cut,
    /// The caller went away before the end.
    Disconnected,
}

/// One request to `POST /v1/chat/completions`.
#[derive(Debug, Clone, Serialize)]
pub struct RecordedRequest {
    /// Counts from 1 since the start, also across `forget_requests`.
    pub number: u64,
    /// The body as it was sent, or null when it was no JSON.
    pub body: Value,
    /// Whether the bearer token was the expected one.
    pub authorized: bool,
    /// The header `X-Client-Request-Id`.
    pub request_id: Option<String>,
    pub outcome: Outcome,
}

/// The log of all requests, shared between the routes and the handle.
#[derive(Debug, Clone)]
pub(super) struct Records {
    log: Arc<watch::Sender<Log>>,
}

#[derive(Debug, Default)]
struct Log {
    last: u64,
    requests: Vec<RecordedRequest>,
}

impl Records {
    pub(super) fn new() -> Self {
        Self { log: Arc::new(watch::Sender::new(Log::default())) }
    }

    pub(super) fn all(&self) -> Vec<RecordedRequest> {
        self.log.borrow().requests.clone()
    }

    /// Whether a request with these messages was recorded before.
    pub(super) fn have_seen(&self, body: &Value) -> bool {
        let messages = body.get("messages");
        self.log.borrow().requests.iter().any(|request| request.body.get("messages") == messages)
    }

    pub(super) fn forget(&self) {
        self.log.send_modify(|log| log.requests.clear());
    }

    pub(super) fn open(&self, body: Value, authorized: bool, request_id: Option<String>) -> Ticket {
        let mut number = 0;
        self.log.send_modify(|log| {
            log.last += 1;
            number = log.last;
            let outcome = Outcome::Open;
            log.requests.push(RecordedRequest { number, body, authorized, request_id, outcome });
        });
        Ticket { records: self.clone(), number, is_open: true }
    }

    pub(super) async fn wait_for(
        &self,
        wanted: impl Fn(&[RecordedRequest]) -> bool,
        within: Duration,
    ) -> Result<Vec<RecordedRequest>, Elapsed> {
        let mut log = self.log.subscribe();
        let reached = log.wait_for(|log| wanted(&log.requests));
        match tokio::time::timeout(within, reached).await? {
            Ok(log) => Ok(log.requests.clone()),
            // The sender lives in `self`: it cannot be gone.
            Err(_) => Ok(self.all()),
        }
    }

    fn close(&self, number: u64, outcome: Outcome) {
        self.log.send_modify(|log| {
            let found = log.requests.binary_search_by_key(&number, |request| request.number);
            if let Some(request) = found.ok().and_then(|place| log.requests.get_mut(place)) {
                request.outcome = outcome;
            }
        });
    }
}

/// Stands for one open request; if it is dropped while open, the caller has disconnected.
#[derive(Debug)]
pub(super) struct Ticket {
    records: Records,
    number: u64,
    is_open: bool,
}

impl Ticket {
    pub(super) fn close(&mut self, outcome: Outcome) {
        if self.is_open {
            self.is_open = false;
            self.records.close(self.number, outcome);
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.close(Outcome::Disconnected);
    }
}
