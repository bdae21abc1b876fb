//! Begins a session.

use chrono::Duration;
use domain::ids::{OrganizationId, UserId};
use server_core::db::IdentityTx;
use server_core::random::Token;
use server_core::{Backend, Result, Visit, random};

use super::known_device::Device;
use super::{known_device, known_network};

/// A session that was just begun: the only time that its token is known.
pub struct NewSession {
    pub token: Token,
    /// How long the cookie may live; the server ends idle sessions sooner.
    pub max_age: Duration,
    /// The token by which the browser is recognised next time.
    pub device: String,
    /// Whether the person has signed in with this browser before.
    pub is_known_device: bool,
}

/// Begins a session with a token of its own, in the transaction that proved who it is for.
pub(crate) async fn start(
    tx: &mut IdentityTx,
    backend: &Backend,
    person: UserId,
    organization: Option<OrganizationId>,
    visit: &Visit,
) -> Result<NewSession> {
    let (now, token, max_age) = (tx.now(), Token::new(), backend.settings.session_absolute);
    sqlx::query!(
        "insert into sessions (id, token_hash, user_id, current_organization_id, created_at, last_seen_at, proved_at,
           idle_expires_at, expires_at, address, user_agent)
         values ($1, $2, $3, $4, $5, $5, $5, least($6::timestamptz, $7), $7, $8, $9)",
        random::id(),
        token.hash(),
        person.0,
        organization.map(|organization| organization.0),
        now,
        now + backend.settings.session_idle,
        now + max_age,
        visit.address,
        visit.device_line(),
    )
    .execute(tx.conn())
    .await?;
    let device = recognise(tx, person, visit).await?;
    Ok(NewSession { token, max_age, device: device.token, is_known_device: device.is_known })
}

/// Makes the browser and network of this visit known to the account, whose person has just proved themselves.
pub(crate) async fn recognise(tx: &mut IdentityTx, person: UserId, visit: &Visit) -> Result<Device> {
    let now = tx.now();
    known_network::remember(tx.conn(), person, visit, now).await?;
    known_device::remember(tx.conn(), person, visit, now).await
}
