//! A client's address must be text that can be read and stored, or it is refused here: UTF-8 without NUL, which the
//! database accepts nowhere. So no handler and no query gets anything else.

use axum::extract::Request;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::Response;
use percent_encoding::percent_decode;
use serde_json::Value;

use crate::answer::refusal;

const NO_ADDRESS: &str = "This address holds signs that cannot be read. Check it, or start again from the first page.";
const NO_TEXT: &str = "This holds signs that cannot be kept. Remove them and send it again.";
const COMPRESSED: &str = "Compressed requests are not understood here. Send it uncompressed.";

/// Answers 4xx to a request whose address or encoding is unreadable.
pub async fn check(request: Request, next: Next) -> Response {
    if !is_sound_address(request.uri()) {
        return refusal(StatusCode::BAD_REQUEST, NO_ADDRESS, request.headers());
    }
    if is_compressed(request.headers()) {
        return refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, COMPRESSED, request.headers());
    }
    next.run(request).await
}

/// Why a server function must not see this body; none if it may.
pub fn unsound(headers: &HeaderMap, body: &[u8]) -> Option<Response> {
    let is_sound = if is_json(headers) { is_sound_json(body) } else { is_sound_text(body) };
    (!is_sound).then(|| refusal(StatusCode::BAD_REQUEST, NO_TEXT, headers))
}

fn is_sound_address(uri: &Uri) -> bool {
    is_sound_text(uri.path().as_bytes()) && uri.query().is_none_or(|query| is_sound_text(query.as_bytes()))
}

/// Whether it is text once its percent-encoding is decoded, as in an address and in a form.
fn is_sound_text(bytes: &[u8]) -> bool {
    percent_decode(bytes).decode_utf8().is_ok_and(|text| !text.contains('\0'))
}

/// Whether it is JSON without lone surrogates, and without NUL in its strings.
fn is_sound_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Value>(bytes).is_ok_and(|value| has_sound_texts(&value))
}

fn has_sound_texts(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.contains('\0'),
        Value::Array(items) => items.iter().all(has_sound_texts),
        Value::Object(fields) => fields.iter().all(|(name, value)| !name.contains('\0') && has_sound_texts(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.trim_start().to_ascii_lowercase().starts_with("application/json")
}

fn is_compressed(headers: &HeaderMap) -> bool {
    let plain = |value: &str| value.trim().is_empty() || value.trim().eq_ignore_ascii_case("identity");
    headers.get_all(CONTENT_ENCODING).iter().any(|value| !value.to_str().is_ok_and(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_text_without_nul_once_it_is_decoded() {
        for sound in ["/", "/agents/%C3%A4", "/?q=100%", "/?q=a%2500", "/?next=%2Fchat", "/%zz"] {
            assert!(is_sound_address(&sound.parse().unwrap()), "{sound}");
        }
        for unsound in ["/%00", "/agents/%ff", "/?q=%00", "/?q=%C3", "/?%00=a", "/%ed%a0%80"] {
            assert!(!is_sound_address(&unsound.parse().unwrap()), "{unsound}");
        }
    }

    #[test]
    fn json_is_looked_through_to_its_last_text() {
        for sound in [r#"{"a":["\u00e4",1,null]}"#, r#""\\u0000""#] {
            assert!(is_sound_json(sound.as_bytes()), "{sound}");
        }
        for unsound in [r#"{"a":["\u0000"]}"#, r#"{"\u0000":1}"#, r#""\ud83d""#, r#"{"a":"#, "", "\u{feff}{}"] {
            assert!(!is_sound_json(unsound.as_bytes()), "{unsound}");
        }
        assert!(!is_sound_json("[".repeat(100_000).as_bytes()));
    }

    #[test]
    fn only_what_is_not_packed_is_read() {
        let headers = |value: &'static str| HeaderMap::from_iter([(CONTENT_ENCODING, value.parse().unwrap())]);
        assert!(!is_compressed(&HeaderMap::new()) && !is_compressed(&headers("Identity")));
        for packed in ["gzip", "br", "identity, gzip", "x"] {
            assert!(is_compressed(&headers(packed)), "{packed}");
        }
    }
}
