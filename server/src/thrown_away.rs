//! What a client still sends after its request was refused. A browser reads no answer before it has sent everything, and
//! a connection that is closed before that takes the answer with it.

use std::time::Duration;

use axum::body::Body;
use futures::StreamExt;
use server_core::Backend;

/// How much is read and discarded, in bytes, and for how long.
#[derive(Debug, Clone, Copy)]
pub struct Bound {
    pub bytes: u64,
    pub time: Duration,
}

/// Keeps reading beside the answer, so that the answer is seen; nothing of it is stored.
pub fn throw_away(backend: &Backend, body: Body, bound: Bound) {
    let drain = async move {
        let (mut body, mut seen) = (body.into_data_stream(), 0);
        while let Some(Ok(bytes)) = body.next().await {
            seen += bytes.len() as u64;
            if seen > bound.bytes {
                break;
            }
        }
    };
    let until = backend.shutdown.clone().cancelled_owned();
    backend.spawn(async move {
        tokio::select! {
            _ = tokio::time::timeout(bound.time, drain) => {}
            () = until => {}
        }
    });
}
