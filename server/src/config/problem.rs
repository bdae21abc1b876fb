//! The problems of a configuration, all of them at once.

use std::fmt;

/// One key and the problem of its value; never repeats the value, which may be a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub key: String,
    pub message: String,
}

impl Problem {
    /// Names the key and what is wrong.
    pub fn new(key: impl Into<String>, message: impl Into<String>) -> Self {
        Self { key: key.into(), message: message.into() }
    }
}

/// Everything that has to be fixed before the server can start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "The configuration cannot be used:")?;
        for Problem { key, message } in &self.0 {
            writeln!(f, "  {key}: {message}")?;
        }
        write!(f, "`soloos config keys` explains every key.")
    }
}

impl std::error::Error for Problems {}
