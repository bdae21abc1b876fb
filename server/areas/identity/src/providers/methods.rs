//! The provider accounts that a person has linked, and those they could link.

use crate::desk;
use chrono::{DateTime, Utc};
use domain::accounts::{IdentityRow, SignInMethods, SignInProvider};
use domain::ids::IdentityId;
use server_core::{Backend, Result, SignedIn};
use uuid::Uuid;

struct Row {
    id: Uuid,
    provider: String,
    email: Option<String>,
    created_at: DateTime<Utc>,
    last_used_at: Option<DateTime<Utc>>,
}

/// The configured providers, for the buttons on the sign-in page.
pub fn sign_in_providers(backend: &Backend) -> Vec<SignInProvider> {
    let cards = backend.sign_in_providers.cards().into_iter();
    cards.map(|card| SignInProvider { key: card.key, name: card.name }).collect()
}

/// The sign-in methods on the account page.
pub async fn sign_in_methods(backend: &Backend, signed_in: &SignedIn) -> Result<SignInMethods> {
    signed_in.refuse_impersonation()?;
    let mut tx = desk(backend).await?;
    let rows = sqlx::query_as!(
        Row,
        "select id, provider, email, created_at, last_used_at from user_identities where user_id = $1 order by created_at, id",
        signed_in.user().0
    )
    .fetch_all(tx.conn())
    .await?;
    let providers =
        sign_in_providers(backend).into_iter().filter(|card| rows.iter().all(|row| row.provider != card.key)).collect();
    let reader = signed_in.reader(tx.now());
    let identities = rows
        .into_iter()
        .map(|row| IdentityRow {
            id: IdentityId(row.id),
            provider: backend.sign_in_providers.card(&row.provider).map_or(row.provider, |card| card.name),
            email: row.email,
            linked: reader.moment(row.created_at),
            last_used: row.last_used_at.map(|used| reader.moment(used)),
        })
        .collect();
    Ok(SignInMethods { identities, providers })
}
