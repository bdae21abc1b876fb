//! The files of the built site. A file with a hash in its name never changes; everything else is revalidated. A
//! compressed copy beside a file is sent instead to clients that accept it.

use axum::Router;
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, VARY};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use domain::AppError;
use leptos::config::LeptosOptions;
use tower::ServiceExt;
use tower_http::services::ServeDir;

use crate::answer::answer;
use crate::layers::compression::AsItLies;
use crate::state::AppState;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const FOR_NOW: &str = "public, max-age=3600";
const ASK_AGAIN: &str = "public, no-cache";
/// Longer than the address of any file of the site; the file system is not asked for names that it cannot hold.
const LONGEST_PATH: usize = 200;
/// The shortest part between two dots that counts as a hash.
const SHORTEST_HASH: usize = 16;

/// The package folder: scripts, the browser's half of the app, the style sheet.
pub fn package(options: &LeptosOptions) -> Router<AppState> {
    let files = folder(&format!("{}/{}", options.site_root, options.site_pkg_dir));
    Router::new()
        .nest_service(&format!("/{}", options.site_pkg_dir.trim_matches('/')), files)
        .layer(from_fn(keep_package))
}

/// Serves from the site's root what no route matches, such as the icon; passes on everything that is no file there.
pub async fn root(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    if request.extensions().get::<MatchedPath>().is_some() || !is_read || !may_name_file(&request) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let files = folder(&state.options.site_root);
    match files.oneshot(Request::from_parts(parts.clone(), Body::empty())).await {
        Ok(file) if is_file(file.status()) => {
            let mut response = file.into_response();
            mark(&mut response, FOR_NOW);
            response
        }
        _ => next.run(Request::from_parts(parts, body)).await,
    }
}

fn folder(path: &str) -> ServeDir {
    ServeDir::new(path).append_index_html_on_directories(false).precompressed_br().precompressed_gzip()
}

fn is_file(status: StatusCode) -> bool {
    status.is_success() || matches!(status, StatusCode::NOT_MODIFIED | StatusCode::RANGE_NOT_SATISFIABLE)
}

fn may_name_file(request: &Request) -> bool {
    request.uri().path().len() <= LONGEST_PATH
}

async fn keep_package(request: Request, next: Next) -> Response {
    if !may_name_file(&request) {
        return answer(&AppError::NotFound, request.headers());
    }
    let kept = if has_hash(request.uri().path()) { FOR_EVER } else { ASK_AGAIN };
    let mut response = next.run(request).await;
    mark(&mut response, kept);
    response
}

fn mark(response: &mut Response, kept: &'static str) {
    if matches!(response.status(), StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED) {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(kept));
        response.headers_mut().insert(VARY, HeaderValue::from_name(ACCEPT_ENCODING));
        response.extensions_mut().insert(AsItLies);
    }
}

/// Whether a file's name carries a hash of its content, as in `soloos.3fZc0Gd1aXkQ9rTb.js`.
fn has_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let mut parts = name.split('.').rev();
    let (_extension, hash, stem) = (parts.next(), parts.next(), parts.next());
    let is_hash = |part: &str| {
        part.len() >= SHORTEST_HASH && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    stem.is_some() && hash.is_some_and(is_hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        assert!(has_hash("/pkg/soloos.3fZc0Gd1aXkQ9rTb2wYh_A.js"));
        assert!(has_hash("/pkg/soloos.3fZc0Gd1aXkQ9rTb2wYh-A.wasm"));
        for plain in ["/pkg/soloos.js", "/pkg/soloos_bg.wasm", "/pkg/soloos.min.css", "/pkg/"] {
            assert!(!has_hash(plain), "{plain}");
        }
    }
}
