//! Gives each request its id and determines its address. A client's own claims about either are trusted only when a
//! trusted proxy passes them on.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use crate::config::TrustedProxies;
use crate::state::AppState;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Which request this is, and from where.
#[derive(Debug, Clone)]
pub struct Identification {
    pub request_id: String,
    /// The client's address; none when the server was called without a socket.
    pub address: Option<IpAddr>,
}

/// Identifies the request, opens its log span and returns the id in the answer.
pub async fn identify(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let neighbour = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let identification = of(&state.proxies, neighbour, request.headers());
    let id = identification.request_id.clone();
    let span = tracing::info_span!("request", id = %id, org = tracing::field::Empty, user = tracing::field::Empty, actor = tracing::field::Empty);
    request.extensions_mut().insert(identification);
    let mut response = next.run(request).instrument(span).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

fn of(proxies: &TrustedProxies, neighbour: Option<IpAddr>, headers: &HeaderMap) -> Identification {
    let trusted = neighbour.is_some_and(|neighbour| proxies.trusts(neighbour));
    let given = headers.get(REQUEST_ID).and_then(|id| id.to_str().ok()).filter(|id| trusted && is_plain(id));
    let address = if trusted { client(proxies, headers).or(neighbour) } else { neighbour };
    Identification {
        request_id: given.map_or_else(|| server_core::random::id().simple().to_string(), str::to_owned),
        address: address.map(|address| address.to_canonical()),
    }
}

/// The last address in the chain that is not itself a trusted proxy: everything before it can be forged.
fn client(proxies: &TrustedProxies, headers: &HeaderMap) -> Option<IpAddr> {
    let chain = headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = chain.flat_map(|value| value.split(',')).map(str::trim).collect();
    let mut addresses = hops.iter().rev().map_while(|hop| hop.parse::<IpAddr>().ok());
    addresses.find(|address| !proxies.trusts(*address))
}

fn is_plain(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(forwarded: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(FORWARDED_FOR, forwarded.parse().unwrap());
        headers.insert(REQUEST_ID, "from-outside".parse().unwrap());
        headers
    }

    fn identified(neighbour: &str, forwarded: &str) -> Identification {
        let proxies = TrustedProxies::parse(&["10.0.0.0/8".to_owned()]).unwrap();
        of(&proxies, Some(neighbour.parse().unwrap()), &headers(forwarded))
    }

    #[test]
    fn a_stranger_cannot_choose_address_or_id() {
        let found = identified("203.0.113.9", "198.51.100.1");
        assert_eq!(found.address, Some("203.0.113.9".parse().unwrap()));
        assert_ne!(found.request_id, "from-outside");
    }

    #[test]
    fn behind_proxies_the_nearest_stranger_is_the_client() {
        let found = identified("10.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.7");
        assert_eq!(found.address, Some("198.51.100.1".parse().unwrap()));
        assert_eq!(found.request_id, "from-outside");
    }
}
