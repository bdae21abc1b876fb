//! Problems with a model, in sentences that say what to do.

use std::time::Duration;

use llm::LlmError;

/// A problem as it is stored with the run.
pub(super) struct Problem {
    pub(super) kind: String,
    pub(super) message: String,
    /// In seconds.
    pub(super) retry_after: Option<i32>,
}

/// The problem of a model's error, perhaps before its first word. The provider's own words stay in the log: they may
/// name its account.
pub(super) fn of(error: &LlmError, is_empty: bool) -> Problem {
    tracing::warn!(kind = error.kind(), %error, "a model did not answer");
    Problem {
        kind: error.kind().to_owned(),
        message: words(error, is_empty).to_owned(),
        retry_after: error.retry_after().and_then(whole_seconds),
    }
}

/// A wait in seconds, never shorter than it was asked for.
fn whole_seconds(wait: Duration) -> Option<i32> {
    i32::try_from(wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0))).ok()
}

/// The model finished with an empty answer.
pub(super) fn empty() -> Problem {
    told("empty", "The model ended without a word. Retry, or put the question in other words.")
}

/// The answer reached the agent's token limit, perhaps before its first word.
pub(super) fn at_length(is_empty: bool) -> Problem {
    told(
        "length",
        if is_empty {
            "The model used up the agent's token limit before its first word. An owner or admin can raise the limit in the agent's settings."
        } else {
            "It reached the agent's token limit. Ask it to go on; an owner or admin can raise the limit in the agent's settings."
        },
    )
}

/// The provider's content filter ended the answer, perhaps before its first word.
pub(super) fn withheld(is_empty: bool) -> Problem {
    told(
        "filtered",
        if is_empty {
            "The AI provider's content filter withheld the answer. Put the question in other words."
        } else {
            "The AI provider's content filter withheld the rest. Put the question in other words."
        },
    )
}

fn told(kind: &str, message: &str) -> Problem {
    Problem { kind: kind.to_owned(), message: message.to_owned(), retry_after: None }
}

/// The organisation was closed while the answer was written.
pub(super) fn closed() -> Problem {
    told(
        "closed",
        "This answer was stopped because the organisation was closed. What had arrived is kept; retry to get a whole answer.",
    )
}

/// The server that wrote the answer is gone.
pub(super) fn server_gone() -> Problem {
    told(
        "interrupted",
        "The server restarted while this was being written. What had arrived is kept; retry to get a whole answer.",
    )
}

/// A fault of ours.
pub(super) fn fault(reference: &str) -> Problem {
    let words =
        format!("Something went wrong on our side. Retry; if it keeps happening, tell us the reference {reference}.");
    told("internal", &words)
}

fn words(error: &LlmError, is_empty: bool) -> &'static str {
    match error {
        LlmError::UnknownModel(_) => {
            "This agent's model is not available here. An owner or admin can choose another one in the agent's settings."
        }
        LlmError::Unauthorized { .. } => {
            "The AI provider does not accept our key. The operator has to check the provider's settings; retrying will not help until then."
        }
        LlmError::NotFound { .. } => {
            "The AI provider does not know this model. An owner or admin can choose another one in the agent's settings."
        }
        LlmError::RateLimited { .. } => "The AI provider is limiting how often we may ask. Wait a moment and retry.",
        LlmError::QuotaExhausted { .. } => {
            "The account at the AI provider has no credit left. The operator has to top it up."
        }
        LlmError::Server { .. } => "The AI provider has a problem of its own right now. Retry in a moment.",
        LlmError::Rejected { .. } => {
            "The AI provider refused this request. Check the agent's settings, such as its temperature and token limit."
        }
        LlmError::ContextTooLong { .. } => {
            "This conversation has become too long for the model. Start a new one, or choose a model with a longer memory."
        }
        LlmError::Filtered { .. } => {
            "The AI provider's content filter withheld the answer. Put the question in other words."
        }
        LlmError::Timeout { .. } if is_empty => "The AI provider sent no answer in time. Retry in a moment.",
        LlmError::Timeout { .. } => {
            "The AI provider stopped answering. What had arrived is kept; retry to get a whole answer."
        }
        LlmError::Interrupted { .. } if is_empty => {
            "The connection to the AI provider ended before anything of an answer had arrived. Retry in a moment."
        }
        LlmError::Interrupted { .. } => {
            "The connection to the AI provider broke in the middle. What had arrived is kept; retry to get a whole answer."
        }
        LlmError::Unreachable { .. } => "The AI provider cannot be reached. Retry in a moment.",
        LlmError::BadResponse { .. } => "The AI provider sent something that cannot be read. Retry in a moment.",
        LlmError::Local(_) => "The embedded demo model could not answer. The operator finds the reason in the log.",
        _ => {
            "The AI provider is not set up rightly. The operator has to check the configuration, such as the provider's address; retrying will not help until then."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_answer_that_had_begun_is_said_to_be_kept() {
        for error in
            [LlmError::Interrupted { reason: String::new() }, LlmError::Timeout { stage: llm::Stage::FirstToken }]
        {
            assert!(words(&error, false).contains("What had arrived is kept"), "{error}");
            assert!(!words(&error, true).contains("is kept"), "{error}");
        }
    }

    #[test]
    fn a_wrong_address_is_the_operators_to_mend() {
        let message = of(&LlmError::Setup("a redirect".to_owned()), true).message;
        assert!(message.contains("operator") && message.contains("address"), "{message}");
    }

    #[test]
    fn a_wait_is_never_cut_short() {
        assert_eq!(whole_seconds(Duration::from_millis(7660)), Some(8));
        assert_eq!(whole_seconds(Duration::from_secs(7)), Some(7));
        assert_eq!(whole_seconds(Duration::MAX), None);
    }
}
