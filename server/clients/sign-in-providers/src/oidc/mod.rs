//! An OpenID Connect issuer: found by discovery, trusted by signature.

mod exchange;
mod signed;
mod told;

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use oauth2::AccessToken;
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata};
use openidconnect::{
    ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse, IssuerUrl, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, Scope, TokenUrl,
};
use secrecy::ExposeSecret;
use tokio::sync::Mutex;
use url::Url;

use self::exchange::{Exchange, exchange};
use self::signed::{Claims, Signed, Trust, subject};
use self::told::Told;
use crate::http_client::{send, send_unlabelled};
use crate::{Handshake, Identity, ProviderConfig, ProviderError};

/// How long a provider's documents are cached.
const FRESH: Duration = Duration::from_mins(10);

/// One issuer, with its documents once they are read.
pub struct Oidc {
    config: ProviderConfig,
    issuer: IssuerUrl,
    redirect: RedirectUrl,
    trust_email: bool,
    http: reqwest::Client,
    documents: Mutex<Option<(Instant, CoreProviderMetadata)>>,
}

impl Oidc {
    /// Reads nothing yet: an unavailable provider must not keep the server from starting.
    pub fn new(
        config: ProviderConfig,
        issuer: &str,
        redirect: &str,
        http: reqwest::Client,
    ) -> Result<Self, ProviderError> {
        let issuer = IssuerUrl::new(issuer.to_owned()).map_err(|error| ProviderError::Setup(error.to_string()))?;
        let redirect =
            RedirectUrl::new(redirect.to_owned()).map_err(|error| ProviderError::Setup(error.to_string()))?;
        Ok(Self { config, issuer, redirect, trust_email: false, http, documents: Mutex::new(None) })
    }

    /// The same, but an address without a claim about its verification counts as verified.
    pub fn trusting_addresses(self, trust_email: bool) -> Self {
        Self { trust_email, ..self }
    }

    /// The address that the browser is sent to.
    pub async fn begin(&self, handshake: &Handshake) -> Result<Url, ProviderError> {
        let metadata = self.metadata().await?;
        let client = CoreClient::from_provider_metadata(metadata, self.id(), Some(self.secret()))
            .set_redirect_uri(self.redirect.clone());
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

    /// Redeems the code and checks the answer. Keys that were rotated meanwhile are read again the next time.
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
        let metadata = self.metadata().await?;
        let tokens = exchange(&self.exchange(&metadata)?, &self.http, handshake, code).await?;
        let token = tokens.id_token.ok_or_else(|| ProviderError::Refused("it sent no identity token".to_owned()))?;
        let client = CoreClient::from_provider_metadata(metadata.clone(), self.id(), Some(self.secret()));
        let trust = Trust {
            verifier: client.id_token_verifier().set_time_fn(move || now),
            algorithms: metadata.id_token_signing_alg_values_supported(),
            secret: self.config.client_secret.expose_secret(),
        };
        let nonce = Nonce::new(handshake.nonce.clone());
        let claims = Signed::read(&token, None)?.verified(&trust, &nonce)?;
        let subject = subject(&claims).ok_or_else(|| ProviderError::Refused("it names nobody".to_owned()))?;
        let mut told = Told::by(&claims);
        // Many providers send the address, or that they verified it, only here.
        if !told.is_whole()
            && let Some(url) = metadata.userinfo_endpoint()
        {
            let more = self.userinfo(url.as_str(), &tokens.access_token).await;
            match more.and_then(|answer| read_userinfo(&answer, &trust, &subject, now)) {
                Ok(more) => told = told.and(more),
                Err(error) if told.email.is_none() => return Err(ProviderError::Unavailable(error.to_string())),
                Err(error) => tracing::warn!(%error, "the provider's userinfo could not be read"),
            }
        }
        Ok(self.identity(subject, told))
    }

    fn identity(&self, subject: String, told: Told) -> Identity {
        if told.email.is_some() && told.email_verified.is_none() && !self.trust_email {
            tracing::warn!(
                issuer = %self.issuer.as_str(),
                "the issuer does not say whether it verified the address; if it gives out addresses itself, set OIDC_TRUST_EMAIL=true"
            );
        }
        Identity {
            issuer: self.issuer.to_string(),
            subject,
            email_verified: told.email_verified.unwrap_or(self.trust_email),
            email: told.email,
            name: told.name,
        }
    }

    async fn userinfo(&self, url: &str, token: &AccessToken) -> Result<HttpResponse, ProviderError> {
        let request = http::Request::get(url)
            .header(ACCEPT, "application/json")
            .header(AUTHORIZATION, format!("Bearer {}", token.secret()))
            .body(Vec::new())
            .map_err(|error| ProviderError::Unavailable(error.to_string()))?;
        let answer =
            send(self.http.clone(), request).await.map_err(|error| ProviderError::Unavailable(error.to_string()))?;
        if !answer.status().is_success() {
            return Err(ProviderError::Unavailable(answer.status().to_string()));
        }
        Ok(answer)
    }

    fn exchange(&self, metadata: &CoreProviderMetadata) -> Result<Exchange, ProviderError> {
        let none = || ProviderError::Unavailable("it names no place for codes".to_owned());
        let token: TokenUrl = metadata.token_endpoint().cloned().ok_or_else(none)?;
        Ok(oauth2::Client::new(self.id())
            .set_client_secret(self.secret())
            .set_token_uri(token)
            .set_redirect_uri(self.redirect.clone()))
    }

    fn id(&self) -> ClientId {
        ClientId::new(self.config.client_id.clone())
    }

    fn secret(&self) -> ClientSecret {
        ClientSecret::new(self.config.client_secret.expose_secret().to_owned())
    }

    async fn metadata(&self) -> Result<CoreProviderMetadata, ProviderError> {
        let mut documents = self.documents.lock().await;
        if let Some((read, metadata)) = documents.as_ref()
            && read.elapsed() < FRESH
        {
            return Ok(metadata.clone());
        }
        let http = |request: HttpRequest| send_unlabelled(self.http.clone(), request);
        let metadata = CoreProviderMetadata::discover_async(self.issuer.clone(), &http)
            .await
            .map_err(|error| ProviderError::Unavailable(error.to_string()))?;
        *documents = Some((Instant::now(), metadata.clone()));
        Ok(metadata)
    }
}

/// The claims of userinfo about this person, as plain JSON or signed. Claims about anybody else are ignored.
fn read_userinfo(
    answer: &HttpResponse,
    trust: &Trust<'_>,
    expected: &str,
    now: DateTime<Utc>,
) -> Result<Told, ProviderError> {
    let unreadable = |error: &dyn std::fmt::Display| ProviderError::Unavailable(error.to_string());
    let kind = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let claims: Claims = if kind.trim_start().to_ascii_lowercase().starts_with("application/jwt") {
        let text = std::str::from_utf8(answer.body()).map_err(|error| unreadable(&error))?;
        // It was requested just now, and need not say how long it is valid.
        let until = now.timestamp().saturating_add(60);
        Signed::read(text, Some(until))?.verified(trust, |_: Option<&Nonce>| Ok::<(), String>(()))?
    } else {
        serde_json::from_slice(answer.body()).map_err(|error| unreadable(&error))?
    };
    if subject(&claims).as_deref() != Some(expected) {
        return Err(ProviderError::Refused("its userinfo is about somebody else".to_owned()));
    }
    Ok(Told::by(&claims))
}
