//! Every configured provider, by its word in addresses.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use url::Url;

use crate::github::GitHub;
use crate::http_client::client;
use crate::oidc::Oidc;
use crate::{Handshake, Identity, Kind, ProviderCard, ProviderConfig, ProviderError};

/// The providers; clones share the documents that were read.
#[derive(Clone, Default)]
pub struct SignInProviders(Arc<Vec<(ProviderCard, Speaker)>>);

enum Speaker {
    Oidc(Box<Oidc>),
    GitHub(Box<GitHub>),
}

impl SignInProviders {
    /// Sets them up; people come back to `{base_url}/auth/{key}/callback`.
    pub fn new(configs: Vec<ProviderConfig>, base_url: &str) -> Result<Self, ProviderError> {
        if configs.is_empty() {
            return Ok(Self::default());
        }
        let http = client()?;
        let speakers = configs.into_iter().map(|config| {
            let redirect = format!("{base_url}/auth/{}/callback", config.key);
            let card = ProviderCard { key: config.key.clone(), name: config.name.clone() };
            let speaker = match config.kind.clone() {
                Kind::Oidc { issuer, trust_email } => {
                    let oidc = Oidc::new(config, &issuer, &redirect, http.clone())?;
                    Speaker::Oidc(Box::new(oidc.trusting_addresses(trust_email)))
                }
                Kind::GitHub { pages, api } => {
                    Speaker::GitHub(Box::new(GitHub::new(&config, (&pages, &api), &redirect, http.clone())?))
                }
            };
            Ok((card, speaker))
        });
        Ok(Self(Arc::new(speakers.collect::<Result<_, ProviderError>>()?)))
    }

    /// The cards for the buttons.
    pub fn cards(&self) -> Vec<ProviderCard> {
        self.0.iter().map(|(card, _)| card.clone()).collect()
    }

    /// The provider's card, if it is configured.
    pub fn card(&self, key: &str) -> Option<ProviderCard> {
        self.find(key).map(|(card, _)| card.clone())
    }

    /// The address that the browser is sent to; none if there is no such provider.
    pub async fn begin(&self, key: &str, handshake: &Handshake) -> Result<Option<Url>, ProviderError> {
        match self.find(key) {
            None => Ok(None),
            Some((_, Speaker::Oidc(oidc))) => oidc.begin(handshake).await.map(Some),
            Some((_, Speaker::GitHub(github))) => Ok(Some(github.begin(handshake))),
        }
    }

    /// The person who came back with this code; none if there is no such provider.
    pub async fn finish(
        &self,
        key: &str,
        handshake: &Handshake,
        code: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Identity>, ProviderError> {
        match self.find(key) {
            None => Ok(None),
            Some((_, Speaker::Oidc(oidc))) => oidc.finish(handshake, code, now).await.map(Some),
            Some((_, Speaker::GitHub(github))) => github.finish(handshake, code).await.map(Some),
        }
    }

    fn find(&self, key: &str) -> Option<&(ProviderCard, Speaker)> {
        self.0.iter().find(|(card, _)| card.key == key)
    }
}
