//! The HTTP client that all providers share: rustls with ring, no redirects, short timeouts, small answers.

use std::sync::Arc;
use std::time::Duration;

use http::header::CONTENT_TYPE;
use openidconnect::{HttpRequest, HttpResponse};
use rustls::{ClientConfig, RootCertStore, crypto::ring};

use crate::ProviderError;

const CONNECT: Duration = Duration::from_secs(5);
const WHOLE: Duration = Duration::from_secs(10);
/// Far more than any document of a provider has.
const LONGEST: usize = 1024 * 1024;

/// Why a request failed.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    #[error("{0}")]
    Request(#[from] reqwest::Error),
    #[error("{0}")]
    Shape(#[from] http::Error),
    #[error("the answer is too long")]
    TooLong,
}

/// Follows no redirect, since one could lead into the server's own network.
pub fn client() -> Result<reqwest::Client, ProviderError> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| ProviderError::Setup(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .user_agent(concat!("SoloOS/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(CONNECT)
        .timeout(WHOLE)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|error| ProviderError::Setup(error.to_string()))
}

/// Sends one request and reads the whole answer.
pub async fn send(client: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, HttpError> {
    let mut answer = client.execute(request.try_into()?).await?;
    let mut response = http::Response::builder().status(answer.status());
    if let Some(headers) = response.headers_mut() {
        headers.extend(answer.headers().clone());
    }
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        body.extend_from_slice(&chunk);
        if body.len() > LONGEST {
            return Err(HttpError::TooLong);
        }
    }
    Ok(response.body(body)?)
}

/// The same for a document that is JSON whatever its label says: some providers send theirs as plain text, which the
/// library would refuse unread.
pub async fn send_unlabelled(client: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, HttpError> {
    let mut answer = send(client, request).await?;
    answer.headers_mut().remove(CONTENT_TYPE);
    Ok(answer)
}
