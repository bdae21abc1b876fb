//! Begins a sign-in at a provider.

use crate::desk;
use chrono::Duration;
use domain::AppError;
use domain::accounts::{Secret, local_path};
use server_core::random::Token;
use server_core::throttle::{self, Account};
use server_core::{Backend, Error, Result, Visit};
use sign_in_providers::ProviderError;

use super::states::{self, Journey};
use crate::tries::ELSEWHERE;

/// Where the browser goes, and the secret it keeps so that only it can come back.
pub struct Departure {
    pub url: String,
    pub browser: String,
    pub max_age: Duration,
}

/// Begins a sign-in at a provider, perhaps to accept an invitation.
pub async fn begin_sign_in(
    backend: &Backend,
    visit: &Visit,
    browser: Option<String>,
    (provider, next, invite): (&str, &str, Option<Secret>),
) -> Result<Departure> {
    let journey = Journey {
        provider: provider.to_owned(),
        session: None,
        next: local_path(next).to_owned(),
        invite: invite.map(|invite| invite.expose().to_owned()),
    };
    leave(backend, visit, browser, journey).await
}

/// Stores the journey and reads the authorization address from the provider's discovery document.
pub(super) async fn leave(
    backend: &Backend,
    visit: &Visit,
    browser: Option<String>,
    journey: Journey,
) -> Result<Departure> {
    backend.sign_in_providers.card(&journey.provider).ok_or(AppError::NotFound)?;
    throttle::admit(backend, ELSEWHERE, Account::Thing(visit.address.as_deref().unwrap_or_default()), visit).await?;
    let browser = browser.unwrap_or_else(|| Token::new().as_str().to_owned());
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let handshake = states::depart(tx.conn(), backend, &browser, &journey, now).await?;
    tx.commit().await?;
    let url = backend.sign_in_providers.begin(&journey.provider, &handshake).await.map_err(unavailable)?;
    let url = url.ok_or(AppError::NotFound)?;
    Ok(Departure { url: url.to_string(), browser, max_age: Duration::minutes(10) })
}

fn unavailable(error: ProviderError) -> Error {
    tracing::warn!(%error, "a sign-in provider does not answer");
    AppError::Unavailable {
        message: "The provider does not answer right now. Try again in a moment, or use your password.".to_owned(),
    }
    .into()
}
