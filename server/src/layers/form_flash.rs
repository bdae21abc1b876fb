//! Keeps the typed values of a plain HTML form when its post fails: in a cookie for the one page that follows. The
//! form's types say which values (`kit::keep`); passwords, tokens and secrets are never among them.
//!
//! The framework writes the error of such a post into the address it redirects back to. The cookie says which error
//! that was, and an address with any other one loses it: no link can put its own text into a page of ours. An earlier
//! error is cut from the address that a form is sent from, so that each refusal names one error.

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, LOCATION, REFERER, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{AppError, FieldErrors};
use kit::{KeptFields, SentForm, TypedForm};
use serde::{Deserialize, Serialize};
use server_fn::error::SERVER_FN_ERROR_HEADER;

use crate::answer::{answer, wants_html};
use crate::cookies;
use crate::state::AppState;

/// The framework's query fields: which form failed, and how.
const ERROR: [&str; 2] = ["__path", "__err"];
/// Browsers drop cookies above 4 KB, name and attributes included.
const LONGEST: usize = 3_700;
const SECONDS: u32 = 120;

/// The content of the cookie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    form: TypedForm,
    /// The fingerprint of the error that the page's address names.
    refused: String,
}

/// Passes the kept values to a page, and keeps those of a failing post.
pub async fn keep(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if let Some(clean) = without_strange_words(&state, &request) {
        return Redirect::to(&clean).into_response();
    }
    if !wants_html(request.headers()) {
        return next.run(request).await;
    }
    if *request.method() == Method::GET {
        return give(&state, request, next).await;
    }
    if is_form(request.headers()) { take(&state, request, next).await } else { next.run(request).await }
}

async fn give(state: &AppState, mut request: Request, next: Next) -> Response {
    let cookie = cookies::get(request.headers(), cookie_name(state)).map(str::to_owned);
    let Some(cookie) = cookie else { return next.run(request).await };
    if let Some(kept) = decode(&cookie) {
        request.extensions_mut().insert(kept.form);
    }
    let mut response = next.run(request).await;
    set(&mut response, state, "", 0);
    response
}

async fn take(state: &AppState, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let headers = parts.headers.clone();
    let action = parts.uri.path().to_owned();
    let Ok(bytes) = to_bytes(body, state.body_limit).await else {
        return answer(
            &AppError::Invalid(FieldErrors::form("The form could not be read. Please send it again.")),
            &headers,
        );
    };
    cut_earlier_error(&mut parts.headers);
    parts.extensions.insert(SentForm(bytes.clone()));
    let mut response = next.run(Request::from_parts(parts, Body::from(bytes))).await;
    if response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        let refused =
            response.headers().get(LOCATION).and_then(|location| location.to_str().ok()).and_then(named_error);
        let fields = response.extensions_mut().remove::<KeptFields>().map(|KeptFields(fields)| fields);
        let form = TypedForm { action, fields: fields.unwrap_or_default() };
        let kept = encode(Kept { form, refused: refused.unwrap_or_default() });
        set(&mut response, state, &kept, SECONDS);
    }
    response
}

/// The framework appends its pair to the address of the page that sent the form. After an earlier refusal that address
/// still has a pair, and of two nobody could say which one is this browser's own.
fn cut_earlier_error(headers: &mut HeaderMap) {
    let sent_from = headers.get(REFERER).and_then(|from| from.to_str().ok()).and_then(|from| from.split_once('?'));
    let cut = sent_from.and_then(|(page, query)| Some(at(page, &without_error(query)?)));
    if let Some(cut) = cut.and_then(|cut| HeaderValue::try_from(cut).ok()) {
        headers.insert(REFERER, cut);
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("application/x-www-form-urlencoded")
}

/// The address without its error, if no form of this browser has just been refused with that error. Only pages read
/// such an address.
fn without_strange_words(state: &AppState, request: &Request) -> Option<String> {
    let uri = request.uri();
    let query = uri.query().filter(|_| matches!(*request.method(), Method::GET | Method::HEAD))?;
    let rest = without_error(query)?;
    let kept = cookies::get(request.headers(), cookie_name(state)).and_then(decode);
    if kept.is_some_and(|kept| !kept.refused.is_empty() && Some(kept.refused) == named_error(&uri.to_string())) {
        return None;
    }
    // A path such as `//elsewhere.example` would redirect to another site.
    let path = format!("/{}", uri.path().trim_start_matches(['/', '\\']));
    Some(at(&path, &rest))
}

/// The query without everything that names an error, if there is any.
fn without_error(query: &str) -> Option<String> {
    let is_error = |name: &str| ERROR.contains(&name);
    let fields = || form_urlencoded::parse(query.as_bytes());
    if !fields().any(|(name, _)| is_error(&name)) {
        return None;
    }
    let mut rest = form_urlencoded::Serializer::new(String::new());
    rest.extend_pairs(fields().filter(|(name, _)| !is_error(name)));
    Some(rest.finish())
}

fn at(page: &str, query: &str) -> String {
    if query.is_empty() { page.to_owned() } else { format!("{page}?{query}") }
}

/// The fingerprint of the one error that an address names.
fn named_error(address: &str) -> Option<String> {
    let (_, query) = address.split_once('?')?;
    let query = query.split('#').next().unwrap_or_default();
    let find = |wanted: &str| {
        let mut values = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == wanted);
        values.next().map(|(_, value)| value.into_owned()).filter(|_| values.next().is_none())
    };
    let [path, error] = ERROR;
    let (path, error) = (find(path)?, find(error)?);
    Some(URL_SAFE_NO_PAD.encode(server_core::random::token_hash(&format!("{path} {error}"))))
}

/// With https the browser itself refuses the cookie from any other host.
fn cookie_name(state: &AppState) -> &'static str {
    if state.https { "__Host-soloos_typed" } else { "soloos_typed" }
}

/// The short fields first, as far as they fit. Values of one name are kept together, or dropped together: half of a
/// list's ticks would be another choice.
fn encode(mut kept: Kept) -> String {
    kept.form.fields.sort_by_key(|(_, values)| values.iter().map(String::len).sum::<usize>());
    loop {
        let text = serde_json::to_vec(&kept).map(|json| URL_SAFE_NO_PAD.encode(json)).unwrap_or_default();
        if text.len() <= LONGEST || kept.form.fields.pop().is_none() {
            return if text.len() <= LONGEST { text } else { String::new() };
        }
    }
}

fn decode(cookie: &str) -> Option<Kept> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(cookie).ok()?).ok()
}

fn set(response: &mut Response, state: &AppState, value: &str, seconds: u32) {
    let secure = if state.https { "; Secure" } else { "" };
    let name = cookie_name(state);
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_does_not_fit_is_left_out_and_the_others_stay() {
        let field = |name: &str, value: String| (name.to_owned(), vec![value]);
        let fields = vec![field("form[text]", "x".repeat(10_000)), field("form[title]", "Short".into())];
        let form = TypedForm { action: "/api/a/b".into(), fields };
        let text = encode(Kept { form, refused: String::new() });
        assert!(text.len() <= LONGEST);
        assert_eq!(decode(&text).unwrap().form.fields, [("form[title]".into(), vec!["Short".into()])]);
    }

    #[test]
    fn ticks_of_a_whole_page_are_kept_together_or_not_at_all() {
        let kept = |count: u128| {
            let ticked = (0..count).map(|id| uuid::Uuid::from_u128(id).to_string()).collect();
            let fields = vec![
                ("form[organizations][]".to_owned(), ticked),
                ("form[act]".to_owned(), vec!["suspend".to_owned()]),
                ("form[reason]".to_owned(), vec!["x".repeat(200)]),
            ];
            let form = TypedForm { action: "/api/god/change-many".into(), fields };
            decode(&encode(Kept { form, refused: "r".repeat(43) })).unwrap().form
        };
        let find = |form: &TypedForm, wanted: &str| {
            form.fields.iter().find(|(name, _)| name == wanted).map_or(0, |(_, values)| values.len())
        };
        let page = kept(50);
        assert_eq!((find(&page, "form[organizations][]"), find(&page, "form[reason]")), (50, 1));
        let many = kept(100);
        assert_eq!((find(&many, "form[organizations][]"), find(&many, "form[reason]")), (0, 1));
    }

    #[test]
    fn a_made_up_cookie_is_nothing() {
        assert_eq!(decode("not-ours"), None);
    }

    #[test]
    fn an_earlier_error_is_cut_from_the_address_that_a_form_was_sent_from() {
        let cut = |from: &str| {
            let mut headers = HeaderMap::from_iter([(REFERER, HeaderValue::from_str(from).unwrap())]);
            cut_earlier_error(&mut headers);
            headers[REFERER].to_str().unwrap().to_owned()
        };
        let page = "http://solo.example/sign-up";
        for earlier in ["__path=%2Fa&__err=e", "%5F%5Fpath=/a&%5F%5Ferr=e", "__path=/a&__err=a&__path=/a&__err=b"] {
            assert_eq!(cut(&format!("{page}?{earlier}")), page, "{earlier}");
            assert_eq!(cut(&format!("{page}?next=%2Fchat&{earlier}")), format!("{page}?next=%2Fchat"), "{earlier}");
        }
        for clean in [page, "http://solo.example/chat?q=a%20b", "/chat?"] {
            assert_eq!(cut(clean), clean);
        }
    }

    #[test]
    fn an_address_names_one_error_however_it_is_written() {
        let named = named_error("/chat?x=1&__path=%2Fapi%2Fa&__err=e30=#top");
        assert!(named.is_some());
        assert_eq!(named, named_error("http://solo.example/chat?%5F%5Ferr=e30%3D&__path=/api/a"));
        assert_ne!(named, named_error("/chat?__path=/api/b&__err=e30="));
        for none in ["/chat", "/chat?__err=a", "/chat?__path=/a&__err=a&__err=b"] {
            assert_eq!(named_error(none), None, "{none}");
        }
    }
}
