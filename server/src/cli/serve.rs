//! `soloos serve`: runs until it is told to stop.

use std::io::Write;

use tokio::signal::unix::{SignalKind, signal};

use super::CommandError;
use crate::config::Config;

/// Serves until SIGTERM or Ctrl-C; a second signal ends the process at once.
pub async fn run(config: Config) -> Result<(), CommandError> {
    let base_url = config.settings.base_url.clone();
    let running = crate::start(config).await?;
    let address = running.address();
    let also = if base_url == format!("http://{address}") { String::new() } else { format!(" ({base_url})") };
    writeln!(std::io::stdout(), "SoloOS is ready at http://{address}{also}")?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping; a second signal ends at once");
    tokio::select! {
        () = running.stop() => tracing::info!("stopped"),
        _ = terminate.recv() => tracing::warn!("stopped at once"),
        _ = interrupt.recv() => tracing::warn!("stopped at once"),
    }
    Ok(())
}
