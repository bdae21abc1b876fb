//! `soloos config …`: checks the configuration and explains its keys; starts nothing.

use std::io::Write;

use clap::Subcommand;

use super::CommandError;
use crate::config::{Config, Source, keys_text};

/// What to look at.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum Look {
    /// Name everything that is wrong, all at once.
    Check,
    /// Explain every key.
    Keys,
}

/// Checks the configuration, or explains its keys.
pub fn run(look: Look) -> Result<(), CommandError> {
    let mut out = std::io::stdout();
    match look {
        Look::Keys => write!(out, "{}", keys_text())?,
        Look::Check => {
            let source = Source::from_process();
            let file = source.file.as_ref().map_or("no file".to_owned(), |file| file.display().to_string());
            let config = Config::read(source)?;
            writeln!(out, "The configuration is right (environment and {file}).")?;
            writeln!(out, "It serves {} on {}.", config.settings.base_url, config.server.address)?;
        }
    }
    Ok(())
}
