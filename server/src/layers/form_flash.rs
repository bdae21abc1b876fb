//! Keeps what was typed into a plain HTML form when its post fails: in a cookie that lives for the one
//! page that follows. Passwords, tokens and secrets are never kept.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{AppError, FieldErrors};
use kit::TypedForm;
use server_fn::error::SERVER_FN_ERROR_HEADER;

use crate::answer::{answer, wants_html};
use crate::cookies;
use crate::state::AppState;

const COOKIE: &str = "soloos_typed";
/// Browsers drop cookies above 4 KB, name and attributes included.
const LONGEST: usize = 3 * 1024;
const SECONDS: u32 = 120;
/// The words of a name that stand for what must not lie in a cookie. `key` alone names a plan; an API key says so.
const NEVER_KEPT: [&str; 5] = ["password", "token", "secret", "proof", "code"];
const API_KEY: &str = "api_key";

/// Hands a page what was typed before it, and keeps what a failing post brought.
pub async fn keep(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if !wants_html(request.headers()) {
        return next.run(request).await;
    }
    if *request.method() == Method::GET {
        return give(&state, request, next).await;
    }
    if is_form(request.headers()) { take(&state, request, next).await } else { next.run(request).await }
}

async fn give(state: &AppState, mut request: Request, next: Next) -> Response {
    let cookie = cookies::get(request.headers(), COOKIE).map(str::to_owned);
    let Some(cookie) = cookie else { return next.run(request).await };
    if let Some(form) = decode(&cookie) {
        request.extensions_mut().insert(form);
    }
    let mut response = next.run(request).await;
    set(&mut response, state, "", 0);
    response
}

async fn take(state: &AppState, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let headers = parts.headers.clone();
    let action = parts.uri.path().to_owned();
    let Ok(bytes) = to_bytes(body, state.body_limit).await else {
        return answer(
            &AppError::Invalid(FieldErrors::form("The form could not be read. Please send it again.")),
            &headers,
        );
    };
    let mut response = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    if response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        let kept = encode(action, &bytes);
        set(&mut response, state, &kept, SECONDS);
    }
    response
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("application/x-www-form-urlencoded")
}

/// The fields that may be kept, the short ones first, as far as they fit.
fn encode(action: String, body: &Bytes) -> String {
    let mut fields: Vec<(String, String)> =
        form_urlencoded::parse(body).into_owned().filter(|(name, _)| may_keep(name)).collect();
    fields.sort_by_key(|(_, value)| value.len());
    let mut form = TypedForm { action, fields };
    loop {
        let text = serde_json::to_vec(&form).map(|json| URL_SAFE_NO_PAD.encode(json)).unwrap_or_default();
        if text.len() <= LONGEST || form.fields.pop().is_none() {
            return if text.len() <= LONGEST { text } else { String::new() };
        }
    }
}

fn decode(cookie: &str) -> Option<TypedForm> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(cookie).ok()?).ok()
}

fn may_keep(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let mut words = name.split(|c: char| !c.is_ascii_alphanumeric());
    !name.contains(API_KEY) && !words.any(|word| NEVER_KEPT.contains(&word))
}

fn set(response: &mut Response, state: &AppState, value: &str, seconds: u32) {
    let secure = if state.https { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(body: &'static str) -> TypedForm {
        decode(&encode("/api/a/b".into(), &Bytes::from_static(body.as_bytes()))).unwrap()
    }

    #[test]
    fn what_was_typed_comes_back_and_secrets_do_not() {
        let form = kept(
            "form%5Bemail%5D=a%40b.example&form%5Bpassword%5D=hunter2&form%5Bproof%5D=hunter2&form%5Btoken%5D=t&form%5Bnew_password%5D=hunter3&form%5Bapi_key%5D=k&form%5Bname%5D=Ann+%C3%84&form%5Bmax_tokens%5D=4000&form%5Bkey%5D=pro",
        );
        assert_eq!(form.action, "/api/a/b");
        let mut fields = form.fields;
        fields.sort();
        let expected = [
            ("form[email]", "a@b.example"),
            ("form[key]", "pro"),
            ("form[max_tokens]", "4000"),
            ("form[name]", "Ann Ä"),
        ];
        assert_eq!(fields, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn a_field_that_does_not_fit_is_left_out_and_the_others_stay() {
        let body = Bytes::from(format!("form[title]=Short&form[text]={}", "x".repeat(10_000)));
        let text = encode("/api/a/b".into(), &body);
        assert!(text.len() <= LONGEST);
        assert_eq!(decode(&text).unwrap().fields, [("form[title]".into(), "Short".into())]);
    }

    #[test]
    fn a_made_up_cookie_is_nothing() {
        assert_eq!(decode("not-ours"), None);
    }
}
