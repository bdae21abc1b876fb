//! The server's listener: HTTP/1 on one socket, every connection with a seat, every seat limited in time. Connections
//! that send nothing, send a byte a second or never read give way to new ones.

mod bodies;
mod limits;
mod refuse;
mod seats;
mod standing;
mod talk;
mod wire;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::config::TrustedProxies;

pub use limits::{ConnectionLimits, Patience, derived_most, raise_open_files};
use seats::Seats;

/// How long accepting pauses when the system has no resources left.
const BREATH: Duration = Duration::from_millis(100);

/// Serves the router on every connection, until `until` is cancelled and the last answer is sent. Dropping the future
/// ends every connection.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: ConnectionLimits,
    proxies: TrustedProxies,
    until: CancellationToken,
) {
    let seats = Seats::new(limits.most, limits.most_per_address);
    let mut talks = JoinSet::new();
    loop {
        tokio::select! {
            () = until.cancelled() => break,
            Some(_) = talks.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    if let Some(seat) = seats.take(counted(&proxies, peer)) {
                        without_delay(&stream);
                        talks.spawn(talk::talk(stream, peer, seat, limits.patience, router.clone(), until.clone()));
                    } else {
                        refuse::refuse(&stream);
                    }
                }
                Err(error) => recover(&error, &seats).await,
            }
        }
    }
    drop(listener);
    while talks.join_next().await.is_some() {}
}

/// The address that a connection is counted for; a proxy speaks for many.
fn counted(proxies: &TrustedProxies, peer: SocketAddr) -> Option<IpAddr> {
    (!proxies.trusts(peer.ip())).then(|| peer.ip())
}

/// The pieces of a stream are small and must not be delayed.
fn without_delay(stream: &TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection keeps collecting small packets");
    }
}

/// Only this one connection failed, or the process has too many open files: then a waiting connection gives way.
async fn recover(error: &io::Error, seats: &Arc<Seats>) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    if matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted) {
        return;
    }
    tracing::warn!(%error, "a connection could not be accepted");
    seats.free_one();
    tokio::time::sleep(BREATH).await;
}
