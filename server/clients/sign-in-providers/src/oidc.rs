//! An OpenID Connect issuer: found by discovery, believed by signature.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreErrorResponseType, CoreIdTokenClaims, CoreProviderMetadata,
    CoreUserInfoClaims,
};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest,
    IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope,
    StandardErrorResponse, TokenResponse,
};
use secrecy::ExposeSecret;
use tokio::sync::Mutex;
use url::Url;

use crate::http_client::{HttpError, send};
use crate::{Handshake, Identity, ProviderConfig, ProviderError};

/// How long a provider's documents are believed before they are read again.
const FRESH: Duration = Duration::from_mins(10);

/// A client whose provider has told where it listens.
type ReadyClient =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// One issuer, with its documents once they were read.
pub struct Oidc {
    config: ProviderConfig,
    issuer: IssuerUrl,
    redirect: RedirectUrl,
    http: reqwest::Client,
    documents: Mutex<Option<(Instant, CoreProviderMetadata)>>,
}

impl Oidc {
    /// Reads nothing yet: a provider that is down must not keep the server from starting.
    pub fn new(
        config: ProviderConfig,
        issuer: &str,
        redirect: &str,
        http: reqwest::Client,
    ) -> Result<Self, ProviderError> {
        let issuer = IssuerUrl::new(issuer.to_owned()).map_err(|error| ProviderError::Setup(error.to_string()))?;
        let redirect =
            RedirectUrl::new(redirect.to_owned()).map_err(|error| ProviderError::Setup(error.to_string()))?;
        Ok(Self { config, issuer, redirect, http, documents: Mutex::new(None) })
    }

    /// Where the browser goes.
    pub async fn begin(&self, handshake: &Handshake) -> Result<Url, ProviderError> {
        let client = self.client().await?;
        let (state, nonce) = (handshake.state.clone(), handshake.nonce.clone());
        let verifier = PkceCodeVerifier::new(handshake.verifier.clone());
        let (url, _, _) = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, || CsrfToken::new(state), || Nonce::new(nonce))
            .add_scope(Scope::new("email".to_owned()))
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        Ok(url)
    }

    /// Redeems the code and checks what it brings. Keys that were changed meanwhile are read again the next time.
    pub async fn finish(
        &self,
        handshake: &Handshake,
        code: &str,
        now: DateTime<Utc>,
    ) -> Result<Identity, ProviderError> {
        let identity = self.redeem(handshake, code, now).await;
        if identity.is_err() {
            *self.documents.lock().await = None;
        }
        identity
    }

    async fn redeem(&self, handshake: &Handshake, code: &str, now: DateTime<Utc>) -> Result<Identity, ProviderError> {
        let client = self.client().await?;
        let http = |request: HttpRequest| send(self.http.clone(), request);
        let exchange = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| ProviderError::Unavailable(error.to_string()))?;
        let tokens = exchange
            .set_pkce_verifier(PkceCodeVerifier::new(handshake.verifier.clone()))
            .request_async(&http)
            .await
            .map_err(|error| exchange_error(&error))?;
        let token = tokens.id_token().ok_or_else(|| ProviderError::Refused("it sent no identity token".to_owned()))?;
        let verifier = client.id_token_verifier().set_time_fn(move || now);
        let claims = token
            .claims(&verifier, &Nonce::new(handshake.nonce.clone()))
            .map_err(|error| ProviderError::Refused(error.to_string()))?;
        let mut identity = self.identity(claims);
        // Many providers tell the address only here.
        if identity.email.is_none()
            && let Ok(request) = client.user_info(tokens.access_token().clone(), Some(claims.subject().clone()))
        {
            let told: CoreUserInfoClaims =
                request.request_async(&http).await.map_err(|error| ProviderError::Unavailable(error.to_string()))?;
            identity.email = told.email().map(|email| email.to_lowercase());
            identity.email_verified = told.email_verified().unwrap_or(false);
            identity.name = identity.name.or_else(|| name(told.name()));
        }
        Ok(identity)
    }

    fn identity(&self, claims: &CoreIdTokenClaims) -> Identity {
        Identity {
            issuer: self.issuer.to_string(),
            subject: claims.subject().to_string(),
            email: claims.email().map(|email| email.to_lowercase()),
            email_verified: claims.email_verified().unwrap_or(false),
            name: name(claims.name()),
        }
    }

    async fn client(&self) -> Result<ReadyClient, ProviderError> {
        let metadata = self.metadata().await?;
        let id = ClientId::new(self.config.client_id.clone());
        let secret = ClientSecret::new(self.config.client_secret.expose_secret().to_owned());
        Ok(CoreClient::from_provider_metadata(metadata, id, Some(secret)).set_redirect_uri(self.redirect.clone()))
    }

    async fn metadata(&self) -> Result<CoreProviderMetadata, ProviderError> {
        let mut documents = self.documents.lock().await;
        if let Some((read, metadata)) = documents.as_ref()
            && read.elapsed() < FRESH
        {
            return Ok(metadata.clone());
        }
        let http = |request: HttpRequest| send(self.http.clone(), request);
        let metadata = CoreProviderMetadata::discover_async(self.issuer.clone(), &http)
            .await
            .map_err(|error| ProviderError::Unavailable(error.to_string()))?;
        *documents = Some((Instant::now(), metadata.clone()));
        Ok(metadata)
    }
}

fn name(names: Option<&openidconnect::LocalizedClaim<openidconnect::EndUserName>>) -> Option<String> {
    names.and_then(|names| names.get(None)).map(|name| name.to_string())
}

/// A refusal in the provider's own words, or no answer worth the name.
fn exchange_error(error: &RequestTokenError<HttpError, StandardErrorResponse<CoreErrorResponseType>>) -> ProviderError {
    match error {
        RequestTokenError::ServerResponse(refusal) => ProviderError::Refused(refusal.to_string()),
        other => ProviderError::Unavailable(other.to_string()),
    }
}
