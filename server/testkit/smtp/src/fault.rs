//! The faults between a sender and its mail server, as the server plays them.

use serde::Serialize;

/// One way in which the server misbehaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fault {
    /// Answers RCPT with this code: 550 for an unknown address, 451 for greylisting.
    Refuse { code: u16 },
    /// Reads the whole content, then answers it with this code and keeps nothing.
    RefuseContent { code: u16 },
    /// Hangs up instead of answering RCPT.
    DropAtRcpt,
    /// Never answers RCPT, but keeps the connection open.
    HangAtRcpt,
    /// Hangs up after the first line of the content.
    DropMidContent,
    /// Hangs up when the content has arrived, without keeping the mail.
    DropBeforeAccepting,
    /// Keeps the mail, then hangs up without a reply: the sender cannot know.
    DropAfterAccepting,
    /// Keeps the mail, and replies only after this many milliseconds.
    SlowReply { millis: u64 },
}

impl Fault {
    /// Limits the fault to the first `times` attempts; then mails are accepted.
    pub fn times(self, times: u32) -> FaultPlan {
        FaultPlan::from(self).times(times)
    }

    /// Limits the fault to one recipient's address, compared as RCPT spells it.
    pub fn only_for(self, recipient: &str) -> FaultPlan {
        FaultPlan::from(self).only_for(recipient)
    }

    /// Limits the fault to each `nth` attempt that no later plan has taken.
    pub fn every(self, nth: u32) -> FaultPlan {
        FaultPlan { every: nth, ..FaultPlan::from(self) }
    }
}

/// A fault with the attempts and the recipient it applies to; without limits, all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FaultPlan {
    fault: Fault,
    recipient: Option<String>,
    times: Option<u32>,
    every: u32,
}

impl FaultPlan {
    /// Limits the plan to the first `times` attempts; then mails are accepted.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self { times: Some(times), ..self }
    }

    /// Limits the plan to one recipient's address, compared as RCPT spells it.
    #[must_use]
    pub fn only_for(self, recipient: &str) -> Self {
        Self { recipient: Some(recipient.to_owned()), ..self }
    }
}

impl From<Fault> for FaultPlan {
    fn from(fault: Fault) -> Self {
        Self { fault, recipient: None, times: None, every: 1 }
    }
}
