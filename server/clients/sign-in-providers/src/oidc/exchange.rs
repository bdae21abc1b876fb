//! Exchanges the code for tokens.

use std::time::Duration;

use oauth2::basic::{
    BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse, BasicTokenType,
};
use oauth2::{
    AccessToken, AuthorizationCode, Client, EndpointNotSet, EndpointSet, HttpRequest, PkceCodeVerifier, RefreshToken,
    RequestTokenError, Scope, StandardRevocableToken, TokenResponse,
};
use serde::{Deserialize, Serialize};

use crate::http_client::{HttpError, send};
use crate::{Handshake, ProviderError};

/// A client that redeems codes and does nothing else.
pub type Exchange = Client<
    BasicErrorResponse,
    Tokens,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// The fields that we need of the answer; the tokens' lifetime and scope are not.
#[derive(Debug, Deserialize, Serialize)]
pub struct Tokens {
    pub access_token: AccessToken,
    /// As it was sent.
    pub id_token: Option<String>,
}

impl TokenResponse for Tokens {
    type TokenType = BasicTokenType;

    fn access_token(&self) -> &AccessToken {
        &self.access_token
    }

    fn token_type(&self) -> &BasicTokenType {
        &BasicTokenType::Bearer
    }

    fn expires_in(&self) -> Option<Duration> {
        None
    }

    fn refresh_token(&self) -> Option<&RefreshToken> {
        None
    }

    fn scopes(&self) -> Option<&Vec<Scope>> {
        None
    }
}

/// Redeems the code.
pub async fn exchange(
    client: &Exchange,
    http: &reqwest::Client,
    handshake: &Handshake,
    code: &str,
) -> Result<Tokens, ProviderError> {
    let http = |request: HttpRequest| send(http.clone(), request);
    client
        .exchange_code(AuthorizationCode::new(code.to_owned()))
        .set_pkce_verifier(PkceCodeVerifier::new(handshake.verifier.clone()))
        .request_async(&http)
        .await
        .map_err(|error| told(&error))
}

/// A refusal in the provider's own words, or no valid answer.
fn told(error: &RequestTokenError<HttpError, BasicErrorResponse>) -> ProviderError {
    match error {
        RequestTokenError::ServerResponse(refusal) => ProviderError::Refused(refusal.to_string()),
        other => ProviderError::Unavailable(other.to_string()),
    }
}
