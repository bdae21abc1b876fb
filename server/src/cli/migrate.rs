//! `soloos migrate`: brings the schema up to date and ends.

use std::io::Write;

use super::CommandError;
use crate::config::Config;

/// Applies the missing migrations.
pub async fn run(config: Config) -> Result<(), CommandError> {
    server_core::db::migrate(&config.database.logins()?).await?;
    writeln!(std::io::stdout(), "The database is up to date.")?;
    Ok(())
}
