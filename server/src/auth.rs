//! `/auth/{provider}` and its callback: plain redirects between this site and a sign-in provider.

use axum::Extension;
use axum::extract::Path;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::AppResult;
use domain::accounts::{Secret, SignInProblem};
use identity_area::{Admission, Arrival, Returned};
use kit::{Cookie, RequestContext};
use serde::Deserialize;
use server_core::Settings;

use crate::answer::answer;
use crate::asked::Asked;

/// The page on which a sign-in waits for its second factor.
const CODE_PAGE: &str = "/sign-in/code";

/// The parameters of a sign-in at a provider.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Leaving {
    next: String,
    /// The invitation that is to be accepted.
    invite: Option<Secret>,
}

/// The parameters of a provider's callback.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Arriving {
    state: String,
    code: Option<String>,
}

/// Redirects the browser to the provider.
pub async fn leave(
    Extension(context): Extension<RequestContext>,
    Path(provider): Path<String>,
    Asked(leaving): Asked<Leaving>,
    headers: HeaderMap,
) -> Response {
    let settings = &context.backend.settings;
    let kept = Cookie::Elsewhere.read(settings, &headers);
    let asked = (provider.as_str(), leaving.next.as_str(), leaving.invite);
    match identity_area::begin_sign_in(&context.backend, &context.visit, kept, asked).await {
        Ok(departure) => {
            let cookie = Cookie::Elsewhere.set(settings, &departure.browser, departure.max_age.num_seconds());
            redirect(&departure.url, vec![cookie])
        }
        Err(error) => answer(&error.into(), &headers),
    }
}

/// Handles the browser's return, with a session if the provider's answer is enough.
pub async fn arrive(
    Extension(context): Extension<RequestContext>,
    Path(provider): Path<String>,
    Asked(arriving): Asked<Arriving>,
    headers: HeaderMap,
) -> Response {
    let settings = context.backend.settings.clone();
    let browser = Cookie::Elsewhere.read(&settings, &headers).unwrap_or_default();
    if context.backend.sign_in_providers.card(&provider).is_none() {
        return answer(&domain::AppError::NotFound, &headers);
    }
    let returned =
        Returned { provider: &provider, browser: &browser, state: &arriving.state, code: arriving.code.as_deref() };
    match outcome(&context, returned, &settings).await {
        Ok((path, cookies)) => redirect(&path, cookies),
        Err(error) => answer(&error, &headers),
    }
}

async fn outcome(
    context: &RequestContext,
    returned: Returned<'_>,
    settings: &Settings,
) -> AppResult<(String, Vec<String>)> {
    let signed_in = context.signed_in.as_ref();
    let arrival = identity_area::finish_sign_in(&context.backend, &context.visit, signed_in, returned).await?;
    Ok(match arrival {
        Arrival::SignedIn(Admission::Session(session), next) => {
            if let Some(before) = signed_in {
                identity_area::sign_out(&context.backend, before).await?;
            }
            let cookies = vec![
                Cookie::Session.set(settings, session.token.as_str(), session.max_age.num_seconds()),
                Cookie::Device.set(settings, &session.device, kit::DEVICE_SECONDS),
            ];
            (next, cookies)
        }
        Arrival::SignedIn(Admission::Challenge(challenge), next) => {
            let seconds = challenge.max_age.num_seconds();
            let cookie = Cookie::Challenge.set(settings, challenge.token.as_str(), seconds);
            (kit::with_next(CODE_PAGE, &next), vec![cookie])
        }
        Arrival::Linked => ("/account?done=linked".to_owned(), Vec::new()),
        Arrival::Failed { problem, was_linking } => (problem_page(problem, was_linking), Vec::new()),
    })
}

fn problem_page(problem: SignInProblem, was_linking: bool) -> String {
    let page = if was_linking { "/account" } else { "/sign-in" };
    format!("{page}?problem={}", problem.as_str())
}

fn redirect(to: &str, cookies: Vec<String>) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    if let Ok(to) = HeaderValue::from_str(to) {
        headers.insert(LOCATION, to);
    }
    for cookie in cookies.iter().filter_map(|cookie| HeaderValue::from_str(cookie).ok()) {
        headers.append(SET_COOKIE, cookie);
    }
    response
}
