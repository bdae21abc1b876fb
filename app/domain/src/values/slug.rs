//! The part of an address that identifies an organisation.

use serde::Serialize;

use super::line::one_line;
use super::tables::compatible;
use super::text_value;

/// Words that the platform's own addresses start with, now or in future. A test of the server fails while a first part
/// of one of its addresses is missing.
const RESERVED: &[&str] = &[
    "about",
    "account",
    "admin",
    "agents",
    "api",
    "app",
    "assets",
    "auth",
    "automations",
    "billing",
    "blog",
    "brand",
    "calendar",
    "chat",
    "community",
    "confirm-email",
    "connections",
    "courses",
    "dev",
    "docs",
    "export",
    "exports",
    "files",
    "fonts",
    "forgot-password",
    "gallery",
    "god",
    "god-dashboard",
    "health",
    "healthz",
    "help",
    "home",
    "icons",
    "insights",
    "invite",
    "invites",
    "join",
    "knowledge",
    "learn",
    "legal",
    "login",
    "logout",
    "mail",
    "members",
    "metrics",
    "new",
    "people",
    "pkg",
    "readyz",
    "reset-password",
    "settings",
    "sign-in",
    "sign-out",
    "sign-up",
    "signin",
    "signout",
    "signup",
    "sse",
    "static",
    "status",
    "support",
    "tools",
    "uploads",
    "usage",
    "verify-email",
    "webhooks",
    "ws",
    "www",
];

/// 1 to 48 lower-case letters, digits and inner hyphens, and no reserved word.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Slug(String);

impl Slug {
    /// The most characters.
    pub const MOST: usize = 48;

    /// Parses what somebody typed; the error is a sentence to show beside the field.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::parse_beside(text, "")
    }

    /// The same for an organisation whose slug is `stored`: that one stays valid, even if it was reserved since.
    pub fn parse_beside(text: &str, stored: &str) -> Result<Self, String> {
        let slug = compatible(&one_line(text));
        let plain = slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if slug.is_empty() || slug.len() > Self::MOST || !plain || slug.starts_with('-') || slug.ends_with('-') {
            return Err(
                "Use 1 to 48 lower-case letters, digits and hyphens, with a letter or digit at both ends.".to_owned()
            );
        }
        if slug != stored && RESERVED.contains(&slug.as_str()) {
            return Err("The platform keeps this word for itself. Choose another one.".to_owned());
        }
        Ok(Self(slug))
    }
}

text_value!(Slug);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_of_the_platforms_own_are_refused() {
        for word in RESERVED {
            assert!(Slug::parse(word).is_err(), "{word}");
        }
        assert_eq!(Slug::parse(" ａcme-2\u{200b} ").unwrap(), "acme-2");
    }

    #[test]
    fn a_word_that_was_reserved_too_late_stays_with_its_organisation() {
        assert_eq!(Slug::parse_beside("chat", "chat").unwrap(), "chat");
        for stored in ["agents", "", "acme"] {
            assert!(Slug::parse_beside("chat", stored).is_err(), "{stored}");
        }
        assert!(Slug::parse_beside("-", "-").is_err());
    }

    proptest! {
        #[test]
        fn an_accepted_slug_is_what_the_database_accepts(text in "[a-zA-Z0-9 -]{0,60}") {
            if let Ok(slug) = Slug::parse(&text) {
                prop_assert!((1..=48).contains(&slug.len()));
                prop_assert!(!slug.starts_with('-') && !slug.ends_with('-'));
            }
        }
    }
}
