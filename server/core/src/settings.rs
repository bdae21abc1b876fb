//! The part of the configuration that use cases need, already checked.

use chrono::Duration;

/// Settings of the whole platform.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address that links in mails start with, without a trailing slash.
    pub base_url: String,
    /// The platform's name in mails and pages.
    pub platform_name: String,
    /// The sender of mails: `Name <address>`.
    pub mail_from: String,
    /// Whether anybody may sign up, or only people who were invited.
    pub open_sign_up: bool,
    /// How long an unused session lives.
    pub session_idle: Duration,
    /// How long a session lives at most.
    pub session_absolute: Duration,
    /// Whether the operator must have a second factor.
    pub operator_two_factor: bool,
    /// The model of agents that name none; where this names none either, the first available one.
    pub default_model: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            base_url: "http://127.0.0.1:3000".to_owned(),
            platform_name: "SoloOS".to_owned(),
            mail_from: "SoloOS <no-reply@localhost>".to_owned(),
            open_sign_up: false,
            session_idle: Duration::days(14),
            session_absolute: Duration::days(90),
            operator_two_factor: false,
            default_model: None,
        }
    }
}
