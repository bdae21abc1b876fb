//! Each page has one address: without a trailing slash and without doubled ones, and not one of its former addresses.
//! Requests for any other form are redirected to it.

use axum::extract::Request;
use axum::http::header::LOCATION;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Former prefixes of addresses, in links of old mails, and the current ones.
const MOVED: [(&str, &str); 1] = [("/sign-up/", "/invite/")];

/// Answers 308 to a page request with superfluous slashes or by a former address.
pub async fn lead(request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let better = if is_read { better(request.uri()) } else { None };
    match better.and_then(|address| HeaderValue::try_from(address).ok()) {
        Some(address) => (StatusCode::PERMANENT_REDIRECT, [(LOCATION, address)]).into_response(),
        None => next.run(request).await,
    }
}

/// The current address, if it is another one.
fn better(uri: &Uri) -> Option<String> {
    let tidy = tidy(uri);
    let address = tidy.as_deref().or_else(|| uri.path_and_query().map(PathAndQuery::as_str))?;
    let moved = MOVED.iter().find_map(|(before, now)| Some(format!("{now}{}", address.strip_prefix(before)?)));
    moved.or(tidy)
}

/// The address without superfluous slashes, if it has any. It begins with exactly one slash, whatever was sent, and has
/// no backslash, which browsers treat as one: so it never redirects to another site.
fn tidy(uri: &Uri) -> Option<String> {
    let path = uri.path();
    let has_too_many = path.len() > 1 && (path.ends_with('/') || path.contains("//"));
    if !has_too_many || !path.starts_with('/') {
        return None;
    }
    let parts: Vec<String> =
        path.split('/').filter(|part| !part.is_empty()).map(|part| part.replace('\\', "%5C")).collect();
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some(format!("/{}{query}", parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn led(address: &str) -> Option<String> {
        better(&address.parse().unwrap())
    }

    #[test]
    fn slashes_at_the_end_and_doubled_ones_go_and_the_query_stays() {
        assert_eq!(led("/agents/").as_deref(), Some("/agents"));
        assert_eq!(led("/agents/?sort=name&q=/").as_deref(), Some("/agents?sort=name&q=/"));
        assert_eq!(led("/settings//members///").as_deref(), Some("/settings/members"));
        assert_eq!(led("//").as_deref(), Some("/"));
        for right in ["/", "/agents", "/agents?next=//x/", "*"] {
            assert_eq!(led(right), None, "{right}");
        }
    }

    #[test]
    fn an_old_address_leads_to_the_new_one() {
        assert_eq!(led("/sign-up/tok_en-1?done=mailed").as_deref(), Some("/invite/tok_en-1?done=mailed"));
        assert_eq!(led("//sign-up//tok/").as_deref(), Some("/invite/tok"));
        for right in ["/sign-up", "/sign-up?next=/sign-up/a", "/invite/tok", "/signup/tok"] {
            assert_eq!(led(right), None, "{right}");
        }
    }

    #[test]
    fn no_address_leads_to_another_site() {
        assert_eq!(led("//evil.example/").as_deref(), Some("/evil.example"));
        assert_eq!(led("/\\evil.example/").as_deref(), Some("/%5Cevil.example"));
        assert_eq!(led("///\\/evil.example/").as_deref(), Some("/%5C/evil.example"));
        assert_eq!(led("/%2Fevil.example/").as_deref(), Some("/%2Fevil.example"));
        assert_eq!(led("http://evil.example//x/").as_deref(), Some("/x"));
    }
}
