//! The real server on a free port, over a fresh database.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use std::path::{Path, PathBuf};

use reqwest::{Client, Method, RequestBuilder, Response, redirect::Policy};
use server::{Config, Running, Source};
use sqlx::ConnectOptions;
use testkit::{TestBackend, TestOptions, TestPerson};

/// The `Accept` header of a browser that shows a page.
pub const HTML: &str = "text/html,application/xhtml+xml";

/// A running server and its backend.
pub struct TestApp {
    pub backend: TestBackend,
    pub running: Running,
    http: Client,
}

impl TestApp {
    /// With the default options.
    pub async fn start() -> Self {
        Self::with(&[]).await
    }

    /// With some keys of the configuration set.
    pub async fn with(keys: &[(&str, &str)]) -> Self {
        Self::of(TestOptions::default(), keys).await
    }

    /// With these options of the backend too.
    pub async fn of(mut options: TestOptions, keys: &[(&str, &str)]) -> Self {
        if let Some((_, url)) = keys.iter().find(|(key, _)| *key == "SOLOOS_BASE_URL") {
            options.settings.base_url = (*url).to_owned();
        }
        let backend = TestBackend::with(options).await;
        let url = backend.database.options().to_url_lossy().to_string();
        let fixed =
            [("DATABASE_URL", url.as_str()), ("LEPTOS_SITE_ADDR", "127.0.0.1:0"), ("SOLOOS_LOCAL_MODEL", "off")];
        let config = Config::read(Source::from_pairs(fixed.into_iter().chain(keys.iter().copied()))).unwrap();
        let running = server::serve(config, backend.backend(), None).await.unwrap();
        rustls::crypto::ring::default_provider().install_default().ok();
        let http = Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
        Self { backend, running, http }
    }

    /// A request of a program: no cookies, no browser headers.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("http://{}{path}", self.running.address()))
    }

    /// A request of a browser that shows a page, as the person or without a session.
    pub fn browse(&self, path: &str, person: Option<&TestPerson>) -> RequestBuilder {
        let request = self.request(Method::GET, path).header("accept", HTML).header("sec-fetch-site", "none");
        match person {
            Some(person) => request.header("cookie", format!("soloos_session={}", person.token)),
            None => request,
        }
    }

    /// A plain HTML form, sent from the page `from`.
    pub fn post_form(&self, path: &str, from: &str, fields: &str) -> RequestBuilder {
        let origin = format!("http://{}", self.running.address());
        self.request(Method::POST, path)
            .header("accept", HTML)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("referer", format!("{origin}{from}"))
            .header("origin", origin)
            .body(fields.to_owned())
    }
}

/// A header as text; empty when it is missing.
pub fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

/// Every Rust file in the folder, with its text: for checks that only the sources allow.
pub fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found = Vec::new();
    for path in entries {
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found
}
