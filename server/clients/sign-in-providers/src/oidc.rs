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
    trust_email: bool,
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
        Ok(Self { config, issuer, redirect, trust_email: false, http, documents: Mutex::new(None) })
    }

    /// The same, whose word about an address counts also where it says nothing of having verified it.
    pub fn trusting_addresses(self, trust_email: bool) -> Self {
        Self { trust_email, ..self }
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
        let mut told = Told::in_token(claims);
        // Many providers tell the address, or that they verified it, only here.
        if !told.is_whole()
            && let Ok(request) = client.user_info(tokens.access_token().clone(), Some(claims.subject().clone()))
        {
            let more: Result<CoreUserInfoClaims, _> = request.request_async(&http).await;
            match more {
                Ok(more) => told = told.and(Told::by_userinfo(&more)),
                Err(error) if told.email.is_none() => return Err(ProviderError::Unavailable(error.to_string())),
                Err(error) => tracing::warn!(%error, "the provider's userinfo could not be read"),
            }
        }
        if told.email.is_some() && told.email_verified.is_none() && !self.trust_email {
            tracing::warn!(
                issuer = %self.issuer.as_str(),
                "the issuer does not say whether it verified the address; if it gives out addresses itself, set OIDC_TRUST_EMAIL=true"
            );
        }
        Ok(Identity {
            issuer: self.issuer.to_string(),
            subject: claims.subject().to_string(),
            email_verified: told.email_verified.unwrap_or(self.trust_email),
            email: told.email,
            name: told.name,
        })
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

/// What a provider tells of a person in one place. Only the claim `email` is an address: `preferred_username` and `upn`
/// look like one and belong to whoever chose them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    email: Option<String>,
    /// None where it says neither yes nor no.
    email_verified: Option<bool>,
    name: Option<String>,
}

impl Told {
    fn in_token(claims: &CoreIdTokenClaims) -> Self {
        Self {
            email: claims.email().map(|email| email.to_lowercase()),
            email_verified: claims.email_verified(),
            name: name(claims.name()),
        }
    }

    fn by_userinfo(claims: &CoreUserInfoClaims) -> Self {
        Self {
            email: claims.email().map(|email| email.to_lowercase()),
            email_verified: claims.email_verified(),
            name: name(claims.name()),
        }
    }

    fn is_whole(&self) -> bool {
        self.email.is_some() && self.email_verified.is_some()
    }

    /// The same with what another place adds. What is said of one address never counts for another.
    fn and(self, other: Self) -> Self {
        let name = self.name.or(other.name);
        match (&self.email, &other.email) {
            (None, _) => Self { name, ..other },
            (Some(mine), Some(theirs)) if mine == theirs => {
                let email_verified = self.email_verified.or(other.email_verified);
                Self { email: self.email, email_verified, name }
            }
            _ => Self { email: self.email, email_verified: self.email_verified, name },
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn token(claim: &str) -> Option<Told> {
        let text = format!(
            r#"{{"iss":"https://id.example","sub":"1","aud":["solo"],"exp":2000000000,"iat":1000000000,{claim}"name":"Mia"}}"#
        );
        serde_json::from_str::<CoreIdTokenClaims>(&text).ok().map(|claims| Told::in_token(&claims))
    }

    fn userinfo(claims: &str) -> Told {
        let text = format!(r#"{{"sub":"1",{claims}"name":"Mia"}}"#);
        Told::by_userinfo(&CoreUserInfoClaims::from_json::<HttpError>(text.as_bytes(), None).unwrap())
    }

    #[test]
    fn the_dialects_of_yes_and_no_are_read() {
        for (claim, verified) in [
            (r#""email_verified":true,"#, Some(true)),
            (r#""email_verified":"true","#, Some(true)),
            (r#""email_verified":false,"#, Some(false)),
            (r#""email_verified":"false","#, Some(false)),
            (r#""email_verified":null,"#, None),
            ("", None),
        ] {
            let claims = format!(r#""email":"Mia@Bright.example",{claim}"#);
            let told = token(&claims).unwrap();
            assert_eq!((told.email.as_deref(), told.email_verified), (Some("mia@bright.example"), verified), "{claim}");
            assert_eq!(userinfo(&claims).email_verified, verified, "{claim}");
        }
    }

    #[test]
    fn a_name_that_looks_like_an_address_is_none() {
        let told = token(r#""preferred_username":"boss@bright.example","upn":"boss@bright.example","#).unwrap();
        assert_eq!(told.email, None);
    }

    #[test]
    fn userinfo_fills_in_what_the_token_leaves_out_and_vouches_for_no_other_address() {
        let bare = || token(r#""email":"mia@bright.example","#).unwrap();
        let same = userinfo(r#""email":"MIA@bright.example","email_verified":true,"#);
        let other = userinfo(r#""email":"boss@bright.example","email_verified":true,"#);
        assert_eq!(bare().and(same.clone()).email_verified, Some(true));
        assert_eq!(bare().and(other.clone()), bare());
        assert_eq!(token("").unwrap().and(other.clone()).email, other.email);
        let refused = token(r#""email":"mia@bright.example","email_verified":false,"#).unwrap();
        assert_eq!(refused.and(same).email_verified, Some(false), "a no stands");
    }
}
