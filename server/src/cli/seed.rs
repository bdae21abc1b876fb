//! `soloos seed demo`: the demo that a first start shows.

use std::io::Write;

use backend::Clock;
use clap::Subcommand;

use super::CommandError;
use crate::config::Config;

/// What to fill the database with.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum Seed {
    /// One operator and two organisations with their people; does nothing where people exist.
    Demo,
}

/// Seeds and prints the sign-ins.
pub async fn run(config: Config, seed: Seed) -> Result<(), CommandError> {
    let Seed::Demo = seed;
    backend::db::migrate(&config.database.options()?).await?;
    let backend = crate::assemble(&config, Clock::system()).await?;
    let report = backend::demo::seed(&backend).await?;
    backend.db.close().await;
    write!(std::io::stdout(), "{report}")?;
    Ok(())
}
