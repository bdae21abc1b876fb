//! Reads typed values out of a [`Source`] and collects the problems instead of stopping at the first.

use std::str::FromStr;
use std::time::Duration;

use secrecy::SecretString;
use url::Url;

use super::keys;
use super::problem::{Problem, Problems};
use super::source::Source;

/// A source that is being read.
pub struct Reader {
    source: Source,
    problems: Vec<Problem>,
}

impl Reader {
    /// Starts with the problems that the source itself has.
    pub fn new(mut source: Source) -> Self {
        let problems = std::mem::take(&mut source.problems);
        Self { source, problems }
    }

    /// The value of a key, or its default, or nothing.
    pub fn optional(&self, name: &str) -> Option<String> {
        let default = keys::find(name).map(|key| key.default).filter(|default| !default.is_empty());
        self.source.get(name).or(default).map(str::to_owned)
    }

    /// Whether the key was set by hand.
    pub fn is_set(&self, name: &str) -> bool {
        self.source.get(name).is_some()
    }

    /// The value of a key that has a default.
    pub fn text(&self, name: &str) -> String {
        self.optional(name).unwrap_or_default()
    }

    /// A value that is never shown.
    pub fn secret(&self, name: &str) -> Option<SecretString> {
        self.optional(name).map(SecretString::from)
    }

    /// Words separated by commas.
    pub fn list(&self, name: &str) -> Vec<String> {
        let text = self.text(name);
        text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
    }

    /// A value of a type that parses itself from text; `expected` describes its form.
    pub fn parsed<T: FromStr>(&mut self, name: &str, expected: &str) -> Option<T> {
        let text = self.optional(name)?;
        let value = text.parse().ok();
        if value.is_none() {
            self.problem(name, format!("expected {expected}"));
        }
        value
    }

    /// A whole number within bounds.
    pub fn number<T>(&mut self, name: &str, least: T, most: T) -> T
    where
        T: FromStr + PartialOrd + std::fmt::Display + Copy,
    {
        let expected = format!("a whole number from {least} to {most}");
        let Some(value) = self.parsed::<T>(name, &expected) else { return least };
        if value < least || value > most {
            self.problem(name, format!("expected {expected}"));
        }
        value
    }

    /// Seconds, at least one and at most an hour.
    pub fn seconds(&mut self, name: &str) -> Duration {
        Duration::from_secs(self.number(name, 1_u64, 3600))
    }

    /// Yes or no.
    pub fn flag(&mut self, name: &str) -> bool {
        match self.text(name).to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => true,
            "false" | "no" | "off" | "0" => false,
            _ => {
                self.problem(name, "expected true or false");
                false
            }
        }
    }

    /// An http or https address without a trailing slash.
    pub fn url(&mut self, name: &str) -> Option<String> {
        let text = self.optional(name)?;
        let fits = Url::parse(&text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        if !fits {
            self.problem(name, "expected an address that starts with http:// or https://");
        }
        Some(text.trim_end_matches('/').to_owned())
    }

    /// Adds a problem.
    pub fn problem(&mut self, name: &str, message: impl Into<String>) {
        self.problems.push(Problem::new(name, message));
    }

    /// The value if there was no problem, and all the problems otherwise.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Problems> {
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(Problems(self.problems)),
        }
    }
}
