//! `soloos seed`: the demo that a first start shows, and loads of test data.

use std::io::Write;

use clap::Subcommand;
use seed::load::Load;
use server_core::Clock;

use super::CommandError;
use crate::config::Config;

/// What to fill the database with.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum Seed {
    /// One operator and two organisations with their people; does nothing where people exist.
    Demo {
        /// Seed although people reach this platform from elsewhere: its operator's password stands in public source code.
        #[arg(long)]
        with_public_passwords: bool,
    },
    /// Many organisations with conversations and messages, to measure with; nobody can sign in as their people.
    Load {
        /// How many organisations.
        #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(i32).range(1..=1_000_000))]
        organizations: i32,
        /// How many messages, ten to a conversation.
        #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(i32).range(0..=100_000_000))]
        messages: i32,
    },
}

/// Seeds, and prints the result.
pub async fn run(config: Config, seed: Seed) -> Result<(), CommandError> {
    if matches!(seed, Seed::Demo { with_public_passwords: false }) && !config.is_loopback() {
        return Err(CommandError::KnownPasswords);
    }
    server_core::db::migrate(&config.database.logins()?).await?;
    let backend = crate::assemble(&config, Clock::system()).await?;
    let report = match seed {
        Seed::Demo { .. } => seed::demo::seed(&backend).await?.to_string(),
        Seed::Load { organizations, messages } => {
            seed::load::seed(&backend, Load { organizations, messages }).await?;
            seed::load::analyze(&config.database.logins()?.owner).await?;
            format!("{organizations} organisations and {messages} messages are here now.\n")
        }
    };
    backend.db.close().await;
    write!(std::io::stdout(), "{report}")?;
    Ok(())
}
