//! Invites an owner: the invitation and its mail in one transaction.

use chrono::{DateTime, Duration, Utc};
use domain::invites::{InviteOwner, InviteTerms, OwnerInviteSpec, PlanChoice};
use domain::{AppError, FieldErrors};
use serde_json::json;
use server_core::audit::{self, Act};
use server_core::db::PlatformTx;
use server_core::random::Token;
use server_core::{Backend, Error, God, ProvenGod, Result, moments, outbox, random};
use uuid::Uuid;

use crate::actions;
use crate::letters::OwnerInvite;

/// The page that takes an owner invitation's token.
const PATH: &str = "signup";

/// The options that the form offers.
pub async fn terms(backend: &Backend, god: &God) -> Result<InviteTerms> {
    let mut tx = backend.db.platform(god).await?;
    let plans = sqlx::query_as!(PlanChoice, "select key, name, seats from plans order by position, key")
        .fetch_all(tx.conn())
        .await?;
    Ok(InviteTerms { plans })
}

/// Makes one invitation and mails its link.
pub async fn create(backend: &Backend, god: &ProvenGod, form: InviteOwner) -> Result<()> {
    let spec = form.validate()?;
    let mut tx = backend.db.platform(god).await?;
    insert(&mut tx, backend, god, &spec).await?;
    tx.commit().await?;
    tracing::info!(operator = %god.actor(), "invited an owner");
    Ok(())
}

/// Writes the invitation and queues its mail.
pub(super) async fn insert(tx: &mut PlatformTx, backend: &Backend, god: &God, spec: &OwnerInviteSpec) -> Result<()> {
    let (now, id, token) = (tx.now(), random::id(), Token::new());
    let expires = now + Duration::hours(spec.hours.into());
    let mail = send(tx, backend, &spec.email, &letter(backend, &spec.organization, &token, expires)).await?;
    sqlx::query!(
        "insert into owner_invites (id, token_hash, email, organization_name, tier, seats, features, agent_name,
           agent_prompt, valid_hours, created_by, created_at, sent_at, expires_at, mail_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, $14)",
        id,
        token.hash(),
        spec.email.as_str(),
        spec.organization.as_str(),
        spec.tier,
        spec.seats,
        &spec.features,
        spec.agent.name.as_deref(),
        spec.agent.prompt.as_deref(),
        spec.hours,
        god.actor().0,
        now,
        expires,
        mail,
    )
    .execute(tx.conn())
    .await
    .map_err(|error| clash(error.into()))?;
    let detail =
        json!({ "email": spec.email, "organization": spec.organization, "tier": spec.tier, "seats": spec.seats });
    let act = Act { action: actions::CREATE_OWNER_INVITE, target: Some(id.to_string()), detail };
    audit::record_platform(tx, god, None, act).await
}

/// Queues a letter to an invited address, with the platform's branding.
pub(super) async fn send(tx: &mut PlatformTx, backend: &Backend, to: &str, letter: &OwnerInvite) -> Result<Uuid> {
    Ok(outbox::queue(tx.conn(), backend, None, to, letter).await?.0)
}

/// The mail that carries the link.
pub(super) fn letter(backend: &Backend, organization: &str, token: &Token, expires: DateTime<Utc>) -> OwnerInvite {
    OwnerInvite {
        organization: organization.to_owned(),
        link: format!("{}/{PATH}/{}", backend.settings.base_url, token.as_str()),
        expires_text: format!("on {}", moments::when_text(expires)),
    }
}

/// A violated constraint as the form's error.
pub(super) fn clash(error: Error) -> Error {
    match error.constraint() {
        Some("owner_invites_open_key") => FieldErrors::of(
            "email",
            "This address has an open invitation to an organisation of this name. Send that one again.",
        )
        .into(),
        Some("owner_invites_tier_fkey") => AppError::invalid("tier", "There is no such plan.").into(),
        _ => error,
    }
}
