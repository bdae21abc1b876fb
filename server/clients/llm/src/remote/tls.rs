//! The HTTP client all endpoints share: rustls with ring, trusting the machine's certificates and,
//! where it has none (slim containers), Mozilla's.

use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};

use reqwest::redirect;
use rustls::{ClientConfig, RootCertStore, crypto::ring};

use crate::LlmError;

/// Read once: parsing the machine's certificates takes milliseconds and a megabyte.
static ROOTS: LazyLock<Arc<RootCertStore>> = LazyLock::new(|| {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    Arc::new(roots)
});

/// Retries nothing and follows no redirect: both would send a request, and the key, a second time.
pub(crate) fn http_client(connect_timeout: Duration) -> Result<reqwest::Client, LlmError> {
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| LlmError::Setup(error.to_string()))?
        .with_root_certificates(ROOTS.clone())
        .with_no_client_auth();
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .user_agent(concat!("SoloOS/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(connect_timeout)
        .redirect(redirect::Policy::none())
        .retry(reqwest::retry::never())
        .build()
        .map_err(|error| LlmError::Setup(error.to_string()))
}
