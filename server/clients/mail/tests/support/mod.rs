//! Shared helpers of the tests against the real SMTP server.

use std::time::Duration;

use mail::{Envelope, MailError, Smtp};

/// A mail to Ada, as the outbox would store it.
pub fn envelope() -> Envelope {
    Envelope {
        message_id: "0192f6c1-7d3e-7000-8000-000000000001@soloos.example".into(),
        from: "SoloOS <no-reply@soloos.example>".into(),
        reply_to: None,
        to: "ada@example.com".into(),
        subject: "Reset your password".into(),
        html: "<p>Hello</p>".into(),
        text: "Hello".into(),
    }
}

/// A client with a stage timeout short enough for tests of silence.
pub fn client(url: &str, stage: Duration) -> Result<Smtp, MailError> {
    Smtp::from_url(&url.to_owned().into(), stage)
}

/// Long enough for a busy machine.
pub const PATIENT: Duration = Duration::from_secs(10);
