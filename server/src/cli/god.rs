//! `soloos god create`: makes or promotes the platform's operator.

use std::io::Write;

use clap::Subcommand;
use server_core::Clock;

use super::CommandError;
use crate::config::Config;

/// What to do about the operator.
#[derive(Debug, Subcommand)]
pub enum God {
    /// Make the operator, or promote whoever has the address.
    Create {
        /// The operator's address.
        #[arg(long)]
        email: String,
    },
}

/// Makes the operator and says what to do next.
pub async fn run(config: Config, god: God) -> Result<(), CommandError> {
    let God::Create { email } = god;
    server_core::db::migrate(&config.database.logins()?).await?;
    let backend = crate::assemble(&config, Clock::system()).await?;
    let created = identity_area::god_create(&backend, &email, None).await?;
    backend.db.close().await;
    let mut out = std::io::stdout();
    let done = if created.is_new { "is now the operator" } else { "was promoted to operator" };
    writeln!(out, "{} {done}.", created.email)?;
    if let Some(link) = created.set_password_link {
        writeln!(out, "Choose a password within the hour: {link}")?;
    }
    Ok(())
}
