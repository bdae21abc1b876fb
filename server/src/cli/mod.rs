//! The command line: `soloos` serves; the other commands do one thing and end.

mod config;
mod god;
mod migrate;
mod routes;
mod seed;
mod serve;

use clap::{Parser, Subcommand};

use crate::config::{Config, Problems};
use crate::start::StartError;

/// SoloOS, a multi-tenant AI platform.
#[derive(Debug, Parser)]
#[command(name = "soloos", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the platform (the default).
    Serve,
    /// Bring the database's schema up to date.
    Migrate,
    /// Fill the database.
    #[command(subcommand)]
    Seed(seed::Seed),
    /// Make or promote the platform's operator.
    #[command(subcommand)]
    God(god::God),
    /// Look at the configuration.
    #[command(subcommand)]
    Config(config::Look),
    /// List every address that is answered.
    #[command(hide = true)]
    Routes,
}

/// Why a command failed, in sentences for the terminal.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    #[error("{0}")]
    Config(#[from] Problems),
    #[error(
        "The demo's operator and people have passwords that everybody can read in the source code, and SOLOOS_BASE_URL is \
         no address of this machine alone. Nothing was seeded. To seed all the same: soloos seed demo --with-public-passwords"
    )]
    KnownPasswords,
    #[error("{0}")]
    Start(#[from] StartError),
    #[error("{0}")]
    Backend(#[from] server_core::Error),
    #[error("{0}")]
    Database(#[from] sqlx::Error),
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

/// Runs the command.
pub async fn run(cli: Cli) -> Result<(), CommandError> {
    match cli.command.unwrap_or(Command::Serve) {
        Command::Config(look) => config::run(look),
        Command::Routes => routes::run(),
        Command::Serve => serve::run(configured()?).await,
        Command::Migrate => migrate::run(configured()?).await,
        Command::Seed(seed) => seed::run(configured()?, seed).await,
        Command::God(god) => god::run(configured()?, god).await,
    }
}

fn configured() -> Result<Config, Problems> {
    let config = Config::from_process()?;
    crate::logging::start(&config.log);
    Ok(config)
}
