//! The fields that a model turned out not to accept, learned from its refusals: old servers know no `stream_options`,
//! reasoning models take no temperature, gateways differ in the token limit's name. A refused request was not run, so
//! sending it again without the field costs nothing.

use crate::LlmError;

/// Fields to leave out or to rename for one model.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Concessions {
    pub without_stream_options: bool,
    pub without_temperature: bool,
    /// Use the other name of the token limit than this provider's default.
    pub other_limit_name: bool,
}

impl Concessions {
    /// These plus the one that the refusal asks for; none when the refusal is about something else.
    pub(super) fn after(self, refusal: &LlmError) -> Option<Self> {
        let LlmError::Rejected { param, message, .. } = refusal else {
            return None;
        };
        let objects_to = |field: &str| match param {
            Some(param) => param == field,
            None => message.contains(field),
        };
        let mut more = self;
        if objects_to("stream_options") || objects_to("include_usage") {
            more.without_stream_options = true;
        } else if objects_to("temperature") && is_unsupported(message) {
            more.without_temperature = true;
        } else if (objects_to("max_tokens") || objects_to("max_completion_tokens")) && is_unsupported(message) {
            more.other_limit_name = true;
        }
        (more != self).then_some(more)
    }
}

fn is_unsupported(message: &str) -> bool {
    let message = message.to_lowercase();
    let words = ["unsupported", "not support", "deprecated", "extra inputs", "unknown", "unrecognized"];
    words.iter().any(|word| message.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rejected(param: Option<&str>, message: &str) -> LlmError {
        let param = param.map(str::to_owned);
        LlmError::Rejected { status: 400, param, message: message.into() }
    }

    #[test]
    fn an_unsupported_temperature_is_left_out_and_a_wrong_one_is_not() {
        let none = Concessions::default();
        let unsupported = "Unsupported value: 'temperature' does not support 0.2 with this model.";
        let after = none.after(&rejected(Some("temperature"), unsupported));
        assert_eq!(after, Some(Concessions { without_temperature: true, ..none }));
        let wrong = rejected(Some("temperature"), "Invalid 'temperature': decimal above maximum value.");
        assert_eq!(none.after(&wrong), None);
    }

    #[test]
    fn the_same_refusal_again_gains_nothing() {
        let refusal = rejected(None, "Unknown parameter: stream_options");
        let once = Concessions::default().after(&refusal);
        assert_eq!(once.and_then(|once| once.after(&refusal)), None);
    }
}
