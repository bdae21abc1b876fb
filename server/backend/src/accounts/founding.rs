//! A fresh organisation with its owner and its first agent, and rows of the audit trail that no tenant transaction writes.

use chrono::{DateTime, Utc};
use domain::Role;
use domain::ids::{OrganizationId, UserId};
use domain::invites::WelcomeAgent;
use domain::values::OrganizationName;
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use super::people;
use super::slugs::slug_of;
use crate::{Result, agents, random};

/// How often a taken slug gets another ending before we give up.
const SLUG_TRIES: u32 = 8;

/// What a fresh organisation is to be like; only the name must be said.
#[derive(Debug, Clone)]
pub(super) struct Founding<'a> {
    pub name: &'a OrganizationName,
    /// A plan's key; none for the free one.
    pub tier: Option<&'a str>,
    /// Seats in place of the plan's.
    pub seats: Option<i32>,
    /// Features beyond the plan's.
    pub features: &'a [String],
    pub agent: WelcomeAgent,
    /// The owner invitation that it comes of.
    pub invite: Option<Uuid>,
}

/// Founds an organisation in the transaction at hand: its slug comes from its name, the person owns it.
pub(crate) async fn found_organization(
    conn: &mut PgConnection,
    name: &OrganizationName,
    owner: UserId,
    now: DateTime<Utc>,
) -> Result<OrganizationId> {
    let agent = WelcomeAgent::default();
    found(conn, Founding { name, tier: None, seats: None, features: &[], agent, invite: None }, owner, now).await
}

/// Founds an organisation as described.
pub(super) async fn found(
    conn: &mut PgConnection,
    founding: Founding<'_>,
    owner: UserId,
    now: DateTime<Utc>,
) -> Result<OrganizationId> {
    let organization = insert(conn, founding.name, now).await?;
    if let Some(tier) = founding.tier {
        sqlx::query!(
            "update organizations set tier = $2, seats = $3, features = $4 where id = $1",
            organization.0,
            tier,
            founding.seats,
            founding.features,
        )
        .execute(&mut *conn)
        .await?;
    }
    people::add_membership(conn, organization, owner, Role::Owner, now).await?;
    agents::welcome_agent(conn, organization, &founding.agent, now).await?;
    let detail = json!({ "name": founding.name, "tier": founding.tier, "invite": founding.invite });
    record(conn, organization, owner, "organization.found", detail, now).await?;
    Ok(organization)
}

async fn insert(conn: &mut PgConnection, name: &OrganizationName, now: DateTime<Utc>) -> Result<OrganizationId> {
    let (id, base) = (random::id(), slug_of(name));
    for attempt in 0..SLUG_TRIES {
        let ending = random::number() & 0xffff;
        let slug = match &base {
            Some(base) if attempt == 0 => base.to_string(),
            base => format!("{}-{ending:04x}", base.as_deref().unwrap_or("team")),
        };
        let done = sqlx::query!(
            "insert into organizations (id, name, slug, created_at) values ($1, $2, $3, $4) on conflict (slug) do nothing",
            id,
            name.as_str(),
            slug,
            now
        )
        .execute(&mut *conn)
        .await?;
        if done.rows_affected() == 1 {
            return Ok(OrganizationId(id));
        }
    }
    Err(crate::Error::fault("found an organisation", "no free slug"))
}

/// Writes what a person did at the sign-in desk into their organisation's trail.
pub(super) async fn record(
    conn: &mut PgConnection,
    organization: OrganizationId,
    person: UserId,
    action: &str,
    detail: Value,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into audit_events (id, organization_id, actor_id, subject_id, action, target, detail, created_at)
         values ($1, $2, $3, $3, $4, $5, $6, $7)",
        random::id(),
        organization.0,
        person.0,
        action,
        person.to_string(),
        detail,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}
