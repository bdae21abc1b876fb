//! GitHub: OAuth 2 without identity tokens, so its API is asked who signed in.

use oauth2::basic::BasicClient;
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointNotSet, EndpointSet, HttpRequest,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, TokenResponse, TokenUrl,
};
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use url::Url;

use crate::http_client::send;
use crate::{Handshake, Identity, ProviderConfig, ProviderError};

type ReadyClient = BasicClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>;

/// A GitHub instance.
pub struct GitHub {
    client: ReadyClient,
    /// The base address of its pages, which is also its issuer name.
    pages: String,
    api: String,
    http: reqwest::Client,
}

#[derive(Deserialize)]
struct User {
    id: u64,
    login: String,
    name: Option<String>,
}

#[derive(Deserialize)]
struct Email {
    #[serde(rename = "email")]
    address: String,
    primary: bool,
    verified: bool,
}

impl GitHub {
    /// Connects to nothing yet.
    pub fn new(
        config: &ProviderConfig,
        (pages, api): (&str, &str),
        redirect: &str,
        http: reqwest::Client,
    ) -> Result<Self, ProviderError> {
        let setup = |error: url::ParseError| ProviderError::Setup(error.to_string());
        let client = BasicClient::new(ClientId::new(config.client_id.clone()))
            .set_client_secret(ClientSecret::new(config.client_secret.expose_secret().to_owned()))
            .set_auth_type(AuthType::RequestBody)
            .set_auth_uri(AuthUrl::new(format!("{pages}/login/oauth/authorize")).map_err(setup)?)
            .set_token_uri(TokenUrl::new(format!("{pages}/login/oauth/access_token")).map_err(setup)?)
            .set_redirect_uri(RedirectUrl::new(redirect.to_owned()).map_err(setup)?);
        Ok(Self { client, pages: pages.to_owned(), api: api.to_owned(), http })
    }

    /// The address that the browser is sent to.
    pub fn begin(&self, handshake: &Handshake) -> Url {
        let state = handshake.state.clone();
        let verifier = PkceCodeVerifier::new(handshake.verifier.clone());
        let (url, _) = self
            .client
            .authorize_url(|| CsrfToken::new(state))
            .add_scope(Scope::new("read:user".to_owned()))
            .add_scope(Scope::new("user:email".to_owned()))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        url
    }

    /// Redeems the code and asks who signed in.
    pub async fn finish(&self, handshake: &Handshake, code: &str) -> Result<Identity, ProviderError> {
        let http = |request: HttpRequest| send(self.http.clone(), request);
        let token = self
            .client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .set_pkce_verifier(PkceCodeVerifier::new(handshake.verifier.clone()))
            .request_async(&http)
            .await
            .map_err(|error| match error {
                // GitHub answers a used code with 200 and an error instead of a token.
                RequestTokenError::ServerResponse(_) | RequestTokenError::Parse(..) => {
                    ProviderError::Refused(error.to_string())
                }
                other => ProviderError::Unavailable(other.to_string()),
            })?;
        let token = token.access_token().secret();
        let user: User = self.ask(token, "/user").await?;
        let emails: Vec<Email> = self.ask(token, "/user/emails").await?;
        let primary = emails.into_iter().find(|email| email.primary);
        Ok(Identity {
            issuer: self.pages.clone(),
            subject: user.id.to_string(),
            email_verified: primary.as_ref().is_some_and(|email| email.verified),
            email: primary.map(|email| email.address.to_lowercase()),
            name: user.name.filter(|name| !name.trim().is_empty()).or(Some(user.login)),
        })
    }

    async fn ask<T: DeserializeOwned>(&self, token: &str, path: &str) -> Result<T, ProviderError> {
        let unavailable = |error: &dyn std::fmt::Display| ProviderError::Unavailable(format!("{path}: {error}"));
        let request = http::Request::get(format!("{}{path}", self.api))
            .header(http::header::ACCEPT, "application/vnd.github+json")
            .header(http::header::AUTHORIZATION, format!("Bearer {token}"))
            .body(Vec::new())
            .map_err(|error| unavailable(&error))?;
        let answer = send(self.http.clone(), request).await.map_err(|error| unavailable(&error))?;
        if !answer.status().is_success() {
            return Err(unavailable(&answer.status()));
        }
        serde_json::from_slice(answer.body()).map_err(|error| unavailable(&error))
    }
}
