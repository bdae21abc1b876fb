//! The address of an endpoint and our credentials there: async-openai's configuration, in our own type because the
//! library's reads the environment and panics on a key that is no header value.

use async_openai::config::Config;
use http::{HeaderMap, HeaderValue, header};
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};

use crate::{Endpoint, LlmError};

/// A checked address with its key, ready to send.
#[derive(Clone)]
pub(super) struct Address {
    base_url: String,
    key: SecretString,
    headers: HeaderMap,
}

impl Address {
    pub(super) fn of(endpoint: &Endpoint) -> Result<Self, LlmError> {
        let base_url = endpoint.base_url.trim().trim_end_matches('/').to_owned();
        let url = Url::parse(&base_url).map_err(|error| LlmError::Setup(format!("the address is no URL ({error})")))?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(LlmError::Setup("the address must begin with http:// or https://".into()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(LlmError::Setup("the address must not contain a password".into()));
        }
        let key = endpoint.api_key.clone();
        Ok(Self { base_url, headers: headers(&key)?, key })
    }

    pub(super) fn key(&self) -> &str {
        self.key.expose_secret()
    }
}

fn headers(key: &SecretString) -> Result<HeaderMap, LlmError> {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT, HeaderValue::from_static("text/event-stream"));
    // Without this header any encoding is acceptable, and compressed answers arrive in bursts.
    headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
    let key = key.expose_secret();
    if !key.is_empty() {
        let mut value = HeaderValue::try_from(format!("Bearer {key}"))
            .map_err(|_| LlmError::Setup("the key contains characters that no key has".into()))?;
        value.set_sensitive(true);
        headers.insert(header::AUTHORIZATION, value);
    }
    Ok(headers)
}

impl Config for Address {
    fn headers(&self) -> HeaderMap {
        self.headers.clone()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    fn query(&self) -> Vec<(&str, &str)> {
        Vec::new()
    }

    fn api_base(&self) -> &str {
        &self.base_url
    }

    fn api_key(&self) -> &SecretString {
        &self.key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_asked_to_pack_an_answer() {
        let headers = headers(&SecretString::from("key-key")).unwrap();
        assert_eq!(headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()), Some("identity"));
    }
}
