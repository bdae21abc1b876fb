//! The behaviours a caller can ask for, and how they are named. With `once:` before its name
//! (`[[once:cut]]`) a behaviour is shown to a conversation the first time only, so that a retry of
//! the very same messages succeeds.

use std::time::Duration;

use super::{dialects::Dialect, request::Asked};

/// What the stand-in does with one request; `CATALOGUE` says how each one is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// A short Markdown answer with list, table and code block, token by token: the default for unknown names.
    Normal,
    /// A long answer.
    Slow {
        per_token: Duration,
    },
    /// That HTTP status with an error object; 429 carries `Retry-After: 7`.
    Fail(u16),
    RateLimitedUntilDate,
    QuotaExhausted,
    ContextTooLong,
    EchoKey,
    RefuseStreamOptions,
    RefuseTemperature,
    WithoutUsage,
    WebPage,
    Redirect,
    NoContent,
    Hang,
    Cut,
    EarlyEnd,
    WithoutFinishReason,
    Speechless,
    Filtered,
    Silence,
    KeepAlive,
    Garbage,
    ErrorEvent,
    Noise,
    /// The normal answer, or an error, sent in another way.
    Dialect(&'static Dialect),
}

/// The name that requests a behaviour, as model name or as `[[name]]` in the last user message; the behaviour; its
/// description.
type Named = (&'static str, Behaviour, &'static str);

const CATALOGUE: &[Named] = &[
    (
        "slow",
        Behaviour::Slow { per_token: Duration::from_millis(60) },
        "a long answer; `slow:250` waits 250 ms before each token",
    ),
    ("fail-429-date", Behaviour::RateLimitedUntilDate, "429 whose `Retry-After` is a date nine seconds after `Date`"),
    ("no-quota", Behaviour::QuotaExhausted, "429 of the kind that waiting does not mend"),
    ("context-too-long", Behaviour::ContextTooLong, "400 with `context_length_exceeded`"),
    ("echo-key", Behaviour::EchoKey, "400 whose message repeats the bearer token it was sent"),
    ("refuse-usage", Behaviour::RefuseStreamOptions, "400 as long as `stream_options` is sent, then normal"),
    ("refuse-temperature", Behaviour::RefuseTemperature, "400 as long as `temperature` is sent, then normal"),
    ("no-usage", Behaviour::WithoutUsage, "normal, without ever counting tokens"),
    ("web-page", Behaviour::WebPage, "200 with an HTML page, as a wrong address or a captive portal sends it"),
    ("redirect", Behaviour::Redirect, "302 to another address"),
    ("no-content", Behaviour::NoContent, "204 with an empty body"),
    ("hang", Behaviour::Hang, "takes the request and never answers"),
    ("cut", Behaviour::Cut, "breaks the connection in the middle of the stream"),
    ("early-end", Behaviour::EarlyEnd, "ends the stream properly, but in mid-answer: no finish reason, no `[DONE]`"),
    ("no-finish", Behaviour::WithoutFinishReason, "a whole answer and `[DONE]`, but no finish reason"),
    ("speechless", Behaviour::Speechless, "says that it is done without a word"),
    ("filtered", Behaviour::Filtered, "says that a content filter has ended it, after some tokens"),
    ("silence", Behaviour::Silence, "some tokens, then nothing for a long time"),
    ("keep-alive", Behaviour::KeepAlive, "a long pause in the middle, filled with comment lines, then the rest"),
    ("garbage", Behaviour::Garbage, "a chunk of broken JSON in the middle"),
    ("error-event", Behaviour::ErrorEvent, "an error object in the middle of the stream instead of the rest"),
    ("noise", Behaviour::Noise, "CRLF line ends, comments, odd fields, and pieces cut inside characters and lines"),
];

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
        let found = CATALOGUE.iter().find(|(known, ..)| *known == name).map(|(_, behaviour, _)| *behaviour);
        found.or_else(|| Dialect::named(name).map(Self::Dialect)).or_else(|| Self::with_number(name))
    }

    /// The names of all behaviours, with their descriptions.
    pub fn catalogue() -> impl Iterator<Item = (&'static str, &'static str)> {
        let failure = ("fail-401", "that HTTP status with an error object, 400 to 599; 429 carries `Retry-After: 7`");
        let behaviours = CATALOGUE.iter().map(|(name, _, about)| (*name, *about));
        let dialects = Dialect::all().map(|dialect| (dialect.name, dialect.about));
        [failure].into_iter().chain(behaviours).chain(dialects)
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
