//! An error as a whole HTTP answer, where no page and no server function can answer: JSON for programs, a small page
//! for people.

use axum::Json;
use axum::http::header::{ACCEPT, CACHE_CONTROL, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use domain::{AppError, FieldErrors};

/// Whether a person's browser is to show the answer.
pub fn wants_html(headers: &HeaderMap) -> bool {
    headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

/// The error in the format that the request accepts, with its status.
pub fn answer(error: &AppError, request: &HeaderMap) -> Response {
    with_status(status(error), error, request)
}

fn with_status(status: StatusCode, error: &AppError, request: &HeaderMap) -> Response {
    let mut response = if wants_html(request) {
        (status, Html(page(status, error))).into_response()
    } else {
        (status, Json(error)).into_response()
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    retry_after(error, response.headers_mut());
    response
}

/// A refusal of a request as a whole, with a status for programs and a sentence for people.
pub fn refusal(status: StatusCode, sentence: &str, request: &HeaderMap) -> Response {
    with_status(status, &AppError::Invalid(FieldErrors::form(sentence)), request)
}

/// The error's status.
pub fn status(error: &AppError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Tells programs how long to wait, where the error knows.
pub fn retry_after(error: &AppError, headers: &mut HeaderMap) {
    if let AppError::RateLimited { retry_after_seconds } = error {
        headers.insert(RETRY_AFTER, HeaderValue::from(*retry_after_seconds));
    }
}

fn page(status: StatusCode, error: &AppError) -> String {
    let code = status.as_u16();
    let message = escape(&error.to_string());
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{code}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"></head>\
         <body><main><h1>{code}</h1><p>{message}</p><p><a href=\"/\">Back to the start</a></p></main></body></html>"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_cannot_bring_markup() {
        let page = page(StatusCode::CONFLICT, &AppError::conflict("<script>alert(1)</script>"));
        assert!(!page.contains("<script>"));
    }

    #[tokio::test]
    async fn a_page_shows_the_status_that_it_is_sent_with() {
        let browser = HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static("text/html"))]);
        let response = refusal(StatusCode::BAD_REQUEST, "Check the address.", &browser);
        assert_eq!(response.status(), StatusCode::BAD_REQUEST);
        let page = axum::body::to_bytes(response.into_body(), 10_000).await.unwrap();
        let page = String::from_utf8_lossy(&page);
        assert!(page.contains("<title>400</title>") && page.contains("<h1>400</h1>"), "{page}");
        assert!(page.contains("Check the address.") && !page.contains("422"), "{page}");
    }

    #[test]
    fn a_refusal_for_haste_says_how_long_to_wait() {
        let response = answer(&AppError::RateLimited { retry_after_seconds: 7 }, &HeaderMap::new());
        assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(response.headers().get(RETRY_AFTER).unwrap(), "7");
    }
}
