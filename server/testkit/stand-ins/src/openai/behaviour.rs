//! The behaviours a caller can ask for, and how they are named. With `once:` before its name
//! (`[[once:cut]]`) a behaviour is shown to a conversation the first time only, so that a retry of
//! the very same messages succeeds.

use std::time::Duration;

use super::request::Asked;

/// What the stand-in does with one request. In brackets the name that asks for it, as model name or
/// as `[[name]]` in the last user message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// (any other name) A short Markdown answer with list, table and code block, token by token.
    Normal,
    /// (`slow`, `slow:250`) A long answer with so many milliseconds before each token; 60 if none are named.
    Slow { per_token: Duration },
    /// (`fail-401`, `fail-500`, …) That HTTP status with an error object; 429 carries `Retry-After: 7`.
    Fail(u16),
    /// (`fail-429-date`) 429 whose `Retry-After` is an HTTP date nine seconds after the `Date` header.
    RateLimitedUntilDate,
    /// (`no-quota`) 429 of the kind that waiting does not mend.
    QuotaExhausted,
    /// (`context-too-long`) 400 with `context_length_exceeded`.
    ContextTooLong,
    /// (`echo-key`) 400 whose message repeats the bearer token it was sent.
    EchoKey,
    /// (`refuse-usage`) 400 as long as `stream_options` is sent, then normal.
    RefuseStreamOptions,
    /// (`refuse-temperature`) 400 as long as `temperature` is sent, then normal.
    RefuseTemperature,
    /// (`no-usage`) Normal, without ever counting tokens.
    WithoutUsage,
    /// (`web-page`) 200 with an HTML page, as a wrong address or a captive portal does.
    WebPage,
    /// (`hang`) Accepts the request and never answers.
    Hang,
    /// (`cut`) Breaks the connection in the middle of the stream.
    Cut,
    /// (`early-end`) Ends the stream properly, but in mid-answer: no finish reason, no `[DONE]`.
    EarlyEnd,
    /// (`no-finish`) A whole answer and `[DONE]`, but no finish reason.
    WithoutFinishReason,
    /// (`speechless`) Says that it is done without a word.
    Speechless,
    /// (`filtered`) Says that a content filter has ended it, after some tokens.
    Filtered,
    /// (`silence`) Some tokens, then nothing for a long time.
    Silence,
    /// (`keep-alive`) A long pause in the middle, filled with comment lines, then the rest.
    KeepAlive,
    /// (`garbage`) A chunk of broken JSON in the middle.
    Garbage,
    /// (`error-event`) An error object in the middle of the stream instead of the rest.
    ErrorEvent,
    /// (`noise`) CRLF line ends, comments, odd fields, and pieces cut inside characters and lines.
    Noise,
}

impl Behaviour {
    /// `is_repeated` says that the same messages came before.
    pub(super) fn asked_by(asked: &Asked, is_repeated: bool) -> Self {
        let named = |name: &str| match name.strip_prefix("once:") {
            Some(_) if is_repeated => Some(Self::Normal),
            Some(name) => Self::named(name),
            None => Self::named(name),
        };
        let marked = asked.marker().and_then(named);
        marked.or_else(|| named(&asked.model)).unwrap_or(Self::Normal)
    }

    /// The behaviour of that name, without brackets; none for a name that asks for nothing special.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "slow" => Self::Slow { per_token: Duration::from_millis(60) },
            "fail-429-date" => Self::RateLimitedUntilDate,
            "no-quota" => Self::QuotaExhausted,
            "context-too-long" => Self::ContextTooLong,
            "echo-key" => Self::EchoKey,
            "refuse-usage" => Self::RefuseStreamOptions,
            "refuse-temperature" => Self::RefuseTemperature,
            "no-usage" => Self::WithoutUsage,
            "web-page" => Self::WebPage,
            "hang" => Self::Hang,
            "cut" => Self::Cut,
            "early-end" => Self::EarlyEnd,
            "no-finish" => Self::WithoutFinishReason,
            "speechless" => Self::Speechless,
            "filtered" => Self::Filtered,
            "silence" => Self::Silence,
            "keep-alive" => Self::KeepAlive,
            "garbage" => Self::Garbage,
            "error-event" => Self::ErrorEvent,
            "noise" => Self::Noise,
            other => return Self::with_number(other),
        })
    }

    fn with_number(name: &str) -> Option<Self> {
        if let Some(status) = name.strip_prefix("fail-") {
            let status = status.parse().ok()?;
            return (400..600).contains(&status).then_some(Self::Fail(status));
        }
        let pause = name.strip_prefix("slow:")?.parse().ok()?;
        Some(Self::Slow { per_token: Duration::from_millis(pause) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_numbers_are_read() {
        assert_eq!(Behaviour::named("fail-503"), Some(Behaviour::Fail(503)));
        assert_eq!(Behaviour::named("fail-200"), None);
        let per_token = Duration::from_millis(250);
        assert_eq!(Behaviour::named("slow:250"), Some(Behaviour::Slow { per_token }));
        assert_eq!(Behaviour::named("gpt-4o"), None);
    }
}
