//! An agent's work, whatever its purpose: its state, its output so far, and the frames by which readers follow it.

mod frames;

pub use frames::{Part, PartChange, ReceivedParts, RunFrame};

use serde::{Deserialize, Serialize};

use domain::ids::RunId;

/// Names one run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OneRun {
    pub id: RunId,
}

/// The state of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunStatus {
    Streaming,
    Completed,
    /// By the person.
    Stopped,
    /// By an error of the model or its provider.
    Failed,
    /// The server process ended while the run was active.
    Interrupted,
}

impl RunStatus {
    /// The value in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Streaming => "streaming",
            Self::Completed => "completed",
            Self::Stopped => "stopped",
            Self::Failed => "failed",
            Self::Interrupted => "interrupted",
        }
    }

    /// Whether the run has ended.
    pub fn is_final(self) -> bool {
        self != Self::Streaming
    }
}

impl std::str::FromStr for RunStatus {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Streaming, Self::Completed, Self::Stopped, Self::Failed, Self::Interrupted]
            .into_iter()
            .find(|status| status.as_str() == text)
            .ok_or_else(|| format!("unknown run status {text}"))
    }
}

/// A run as the message shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunView {
    pub id: RunId,
    pub status: RunStatus,
    /// The last event that the parts contain; a stream continues after it.
    pub seq: i32,
    pub model: String,
    /// What went wrong, in words; none unless failed or interrupted.
    pub problem: Option<RunProblem>,
    pub input_tokens: Option<i32>,
    pub output_tokens: Option<i32>,
    /// Whether the counts are our estimate, because the provider sent none.
    pub tokens_estimated: bool,
}

/// Why an answer failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunProblem {
    /// A stable name for programs: `unauthorized`, `rate_limited`, `timeout`, `interrupted`…
    pub kind: String,
    pub message: String,
    /// Seconds to wait, as the provider asked.
    pub retry_after_seconds: Option<u32>,
}

impl RunProblem {
    /// Whether the same question may get an answer when it is asked again with nothing else changed. A wrong key, an
    /// empty account or a full context does not go away by itself.
    pub fn may_pass(&self) -> bool {
        !matches!(
            self.kind.as_str(),
            "unauthorized"
                | "quota_exhausted"
                | "context_too_long"
                | "unknown_model"
                | "not_found"
                | "setup"
                | "rejected"
                | "filtered"
                | "length"
        )
    }

    /// Whether the same question may get an answer once somebody has repaired something outside the conversation: the
    /// key, or the account behind it.
    pub fn may_be_repaired(&self) -> bool {
        matches!(self.kind.as_str(), "unauthorized" | "quota_exhausted" | "unknown_model" | "not_found" | "setup")
    }
}

/// The kinds of a run's events, by their values in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// Text from the model.
    Text,
    /// Its reasoning beside the answer.
    Reasoning,
    /// The text before it was reasoning, and no part of the answer.
    Retraction,
    /// The run has ended.
    End,
}

impl EventKind {
    /// The value in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Reasoning => "reasoning",
            Self::Retraction => "retraction",
            Self::End => "end",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(kind: &str) -> RunProblem {
        RunProblem { kind: kind.to_owned(), message: String::new(), retry_after_seconds: None }
    }

    #[test]
    fn a_problem_that_somebody_can_repair_is_worth_a_later_retry() {
        for kind in ["unauthorized", "quota_exhausted", "unknown_model", "not_found", "setup"] {
            assert!(problem(kind).may_be_repaired() && !problem(kind).may_pass(), "{kind}");
        }
        for kind in ["context_too_long", "rejected", "filtered", "length", "timeout"] {
            assert!(!problem(kind).may_be_repaired(), "{kind}");
        }
    }

    #[test]
    fn only_a_problem_that_may_pass_is_worth_a_retry() {
        let may_pass = |kind: &str| problem(kind).may_pass();
        for kind in
            ["rate_limited", "server", "timeout", "interrupted", "unreachable", "bad_response", "empty", "internal"]
        {
            assert!(may_pass(kind), "{kind}");
        }
        for kind in
            ["unauthorized", "quota_exhausted", "context_too_long", "not_found", "rejected", "filtered", "length"]
        {
            assert!(!may_pass(kind), "{kind}");
        }
    }
}
