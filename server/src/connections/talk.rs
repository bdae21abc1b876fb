//! One connection from its first byte to its last: requests in, the router's answers out.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::bodies::{Arriving, Leaving};
use super::limits::Patience;
use super::seats::Seat;
use super::standing::Standing;
use super::wire::Wire;

/// Longer heads are refused with 431; a session, other cookies and a form's cookie fit several times.
const LONGEST_HEAD: usize = 64 * 1024;

/// Answers requests, until the other side leaves, keeps the server waiting, or `until` ends all connections between two
/// requests.
pub async fn talk(
    stream: TcpStream,
    peer: SocketAddr,
    seat: Seat,
    patience: Patience,
    router: Router,
    until: CancellationToken,
) {
    let standing = Standing::new(seat, patience);
    let wire = TokioIo::new(Wire::new(stream, Arc::clone(&standing)));
    let service = service_fn(|request| answer(request, peer, Arc::clone(&standing), router.clone()));
    // Only HTTP/1 is spoken: without TLS nothing negotiates more. `Standing` limits the time of heads.
    let mut http = http1::Builder::new();
    http.header_read_timeout(None::<Duration>).max_header_size(LONGEST_HEAD);
    let mut connection = pin!(http.serve_connection(wire, service).with_upgrades());
    let mut is_over = pin!(standing.is_over());
    let mut is_ending = false;
    loop {
        tokio::select! {
            // In this order: the connection's progress decides its time limit.
            biased;
            ended = connection.as_mut() => {
                if let Err(error) = ended {
                    tracing::debug!(%error, "a connection broke");
                }
                break;
            }
            () = is_over.as_mut() => break,
            () = until.cancelled(), if !is_ending => {
                is_ending = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}

async fn answer(
    request: Request<Incoming>,
    peer: SocketAddr,
    standing: Arc<Standing>,
    router: Router,
) -> Result<Response<Leaving>, Infallible> {
    let answering = Arc::new(standing.answer());
    let mut request = request.map(|body| Body::new(Arriving::new(body, Arc::clone(&answering))));
    request.extensions_mut().insert(ConnectInfo(peer));
    let response = router.oneshot(request).await?;
    Ok(response.map(|body| Leaving::new(body, answering)))
}
