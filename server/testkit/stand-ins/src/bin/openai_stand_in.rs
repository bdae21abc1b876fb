//! The OpenAI stand-in as a program of its own, for browser tests and benches.

use std::{io, time::Duration};

use clap::{CommandFactory, FromArgMatches, Parser};
use stand_ins::{Behaviour, OpenAiStandIn, Settings};

/// Speaks OpenAI's chat completions on loopback; `GET /__requests` lists what it was asked.
#[derive(Debug, Parser)]
struct Arguments {
    /// Port on 127.0.0.1; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The only bearer token that is let in.
    #[arg(long, default_value = OpenAiStandIn::API_KEY)]
    api_key: String,
    /// Milliseconds between a request and its first chunk.
    #[arg(long, default_value_t = 0)]
    first_token_delay_ms: u64,
    /// Milliseconds before each token.
    #[arg(long, default_value_t = 0)]
    token_delay_ms: u64,
    /// Milliseconds that `silence` and `hang` last.
    #[arg(long, default_value_t = 60_000)]
    silence_ms: u64,
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let matches = Arguments::command().after_help(catalogue()).get_matches();
    let arguments = Arguments::from_arg_matches(&matches).map_err(io::Error::other)?;
    let stand_in = OpenAiStandIn::start_with(Settings {
        port: arguments.port,
        api_key: arguments.api_key,
        first_token_delay: Duration::from_millis(arguments.first_token_delay_ms),
        token_delay: Duration::from_millis(arguments.token_delay_ms),
        silence: Duration::from_millis(arguments.silence_ms),
        ..Settings::default()
    })
    .await?;
    println!("{}", stand_in.base_url());
    tokio::signal::ctrl_c().await
}

/// Everything that can be asked for, a line each.
fn catalogue() -> String {
    let lines = Behaviour::catalogue().map(|(name, about)| format!("  {name:<20} {about}\n"));
    let names = lines.collect::<Vec<_>>().concat();
    format!(
        "Behaviours, asked for by the model's name or by [[name]] in the last message; \
         [[once:name]] shows it to a conversation the first time only:\n{names}"
    )
}
