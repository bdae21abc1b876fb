//! Writes the audit log: one row for what was done, by whom and for whom, in the transaction that did it. There is a
//! function for each of the three doors; they write the same row.

use chrono::{DateTime, Utc};
use domain::ids::{OrganizationId, UserId};
use serde_json::Value;
use sqlx::PgConnection;

use super::Action;
use crate::db::{IdentityTx, PlatformTx, TenantTx};
use crate::{Caller, God, Origin, ProvenGod, Result, SignedIn, random};

const PERSON: &str = "person";
const OPERATOR: &str = "operator";

/// Who did it, in whose place, and from where.
#[derive(Debug, Clone, Copy)]
pub struct Doer {
    actor: Option<UserId>,
    subject: Option<UserId>,
    kind: &'static str,
    origin: Origin,
}

impl Doer {
    /// The platform itself: upkeep that nobody asked for.
    pub const PLATFORM: Self = Self::platform(Origin::NONE);

    /// The platform itself, on a request that came from none of our users, or for the follow-up work of a request.
    pub const fn platform(origin: Origin) -> Self {
        Self { actor: None, subject: None, kind: "platform", origin }
    }

    /// Which request it was, and from where.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// A person who proved who they are in this very request.
    pub fn at_the_desk(person: UserId, origin: Origin) -> Self {
        Self { actor: Some(person), subject: Some(person), kind: PERSON, origin }
    }

    /// The operator, impersonating somebody.
    pub fn in_place_of(actor: UserId, subject: UserId, origin: Origin) -> Self {
        Self { actor: Some(actor), subject: Some(subject), kind: OPERATOR, origin }
    }
}

impl From<&Caller> for Doer {
    fn from(caller: &Caller) -> Self {
        let kind = if caller.is_impersonating() { OPERATOR } else { PERSON };
        Self { actor: Some(caller.actor()), subject: Some(caller.subject()), kind, origin: caller.origin() }
    }
}

impl From<&God> for Doer {
    fn from(god: &God) -> Self {
        Self { actor: Some(god.actor()), subject: Some(god.actor()), kind: OPERATOR, origin: god.origin() }
    }
}

impl From<&ProvenGod> for Doer {
    fn from(god: &ProvenGod) -> Self {
        Self::from(&**god)
    }
}

impl From<&SignedIn> for Doer {
    fn from(signed_in: &SignedIn) -> Self {
        let kind = if signed_in.impersonation().is_some() { OPERATOR } else { PERSON };
        Self { actor: Some(signed_in.actor()), subject: Some(signed_in.user()), kind, origin: signed_in.origin() }
    }
}

/// Writes one row of the caller's organisation; `detail` holds what changed (`before`, `after`) and never a secret.
pub async fn record(tx: &mut TenantTx, action: Action, target: Option<String>, detail: Value) -> Result<()> {
    let (doer, organization, now) = (Doer::from(tx.caller()), tx.caller().org(), tx.now());
    write(tx.conn(), doer, Some(organization), Act { action, target, detail }, now).await
}

/// Writes one row of an organisation, or of the platform alone, for what the operator or the platform itself did.
pub async fn record_platform(
    tx: &mut PlatformTx,
    doer: impl Into<Doer>,
    organization: Option<OrganizationId>,
    act: Act,
) -> Result<()> {
    let now = tx.now();
    write(tx.conn(), doer.into(), organization, act, now).await
}

/// Writes one row at the sign-in desk: of the organisation that it concerns, or of the platform alone.
pub async fn record_identity(
    tx: &mut IdentityTx,
    doer: impl Into<Doer>,
    organization: Option<OrganizationId>,
    act: Act,
) -> Result<()> {
    let now = tx.now();
    write(tx.conn(), doer.into(), organization, act, now).await
}

/// What was done, and to what.
#[derive(Debug, Clone)]
pub struct Act {
    pub action: Action,
    pub target: Option<String>,
    pub detail: Value,
}

async fn write(
    conn: &mut PgConnection,
    doer: Doer,
    organization: Option<OrganizationId>,
    act: Act,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into audit_events
           (id, organization_id, actor_id, subject_id, action, target, detail, request_id, address, created_at, doer)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        random::id(),
        organization.map(|organization| organization.0),
        doer.actor.map(|actor| actor.0),
        doer.subject.map(|subject| subject.0),
        act.action.as_str(),
        act.target,
        act.detail,
        doer.origin.request_id(),
        doer.origin.address(),
        now,
        doer.kind,
    )
    .execute(conn)
    .await?;
    Ok(())
}
