//! Refuses requests that change something and were started by another site. The session cookie is
//! SameSite=Lax already; this also covers sibling hosts and old browsers.

use axum::extract::{Request, State};
use axum::http::header::{COOKIE, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, Method};
use axum::middleware::Next;
use axum::response::Response;
use domain::AppError;
use url::Url;

use super::session::bearer_key;
use crate::answer::answer;
use crate::state::AppState;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Answers 403 to a request of another site.
pub async fn refuse(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    // No page can make a browser send a key that it does not have.
    if is_safe(request.method()) || bearer_key(headers).is_some() || is_ours(&state.origin, headers) {
        return next.run(request).await;
    }
    tracing::warn!("refused a request that another site started");
    answer(&AppError::Forbidden, request.headers())
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// The browser's own header first, then the origin it names; a program that sends neither may pass as long as it sends
/// no cookie that another site's page could have used.
fn is_ours(origin: &str, headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(FETCH_SITE) {
        return matches!(site, "same-origin" | "none");
    }
    match text(ORIGIN) {
        Some(from) => from == origin || (text(HOST).is_some() && host(from).as_deref() == text(HOST)),
        None => !headers.contains_key(ORIGIN) && !headers.contains_key(COOKIE),
    }
}

/// Host and port of an origin as a `Host` header would name them.
fn host(origin: &str) -> Option<String> {
    let url = Url::parse(origin).ok()?;
    let host = url.host_str()?;
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers = pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
            .collect::<HeaderMap>();
        is_ours("https://solo.example", &headers)
    }

    #[test]
    fn the_browsers_word_decides_when_it_gives_it() {
        assert!(ours(&[("sec-fetch-site", "same-origin"), ("cookie", "a=b")]));
        for site in ["same-site", "cross-site"] {
            assert!(!ours(&[("sec-fetch-site", site), ("origin", "https://solo.example")]), "{site}");
        }
    }

    #[test]
    fn otherwise_the_origin_must_be_ours() {
        assert!(ours(&[("origin", "https://solo.example"), ("cookie", "a=b")]));
        assert!(ours(&[("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")]));
        for origin in ["null", "https://evil.example", "https://solo.example.evil.example"] {
            assert!(!ours(&[("origin", origin), ("host", "solo.example")]), "{origin}");
        }
        assert!(!ours(&[("origin", "null")]));
    }

    #[test]
    fn a_program_without_cookies_may_pass_and_one_with_cookies_may_not() {
        assert!(ours(&[]));
        assert!(!ours(&[("cookie", "soloos_session=t")]));
    }
}
