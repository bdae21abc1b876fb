//! Founds an organisation with its owner, and with the first rows that areas give it.

use chrono::{DateTime, Utc};
use domain::Role;
use domain::ids::{OrganizationId, UserId};
use domain::invites::WelcomeAgent;
use domain::values::OrganizationName;
use serde_json::json;
use server_core::area::NewOrganization;
use server_core::audit::{self, Act, Doer};
use server_core::db::IdentityTx;
use server_core::{Backend, Origin, Result, random};
use sqlx::PgConnection;
use uuid::Uuid;

use super::people;
use super::slugs::slug_of;
use crate::actions;

/// How often a taken slug gets another suffix before we give up.
const SLUG_TRIES: u32 = 8;

/// The settings of a new organisation; only the name is required.
#[derive(Debug, Clone)]
pub struct Founding<'a> {
    pub name: &'a OrganizationName,
    /// The request that founds it; none for a command.
    pub origin: Origin,
    /// A plan's key; none for the free one.
    pub tier: Option<&'a str>,
    /// Seats in place of the plan's.
    pub seats: Option<i32>,
    /// Features beyond the plan's.
    pub features: &'a [String],
    pub agent: WelcomeAgent,
    /// The owner invitation that founds it.
    pub invite: Option<Uuid>,
}

impl<'a> Founding<'a> {
    /// An organisation of this name, on the free plan, with the default first agent.
    pub fn of(name: &'a OrganizationName, origin: Origin) -> Self {
        let agent = WelcomeAgent::default();
        Self { name, origin, tier: None, seats: None, features: &[], agent, invite: None }
    }
}

/// Founds the organisation in the current transaction: its slug comes from its name, the person owns it.
pub async fn found_organization(
    tx: &mut IdentityTx,
    backend: &Backend,
    founding: Founding<'_>,
    owner: UserId,
) -> Result<OrganizationId> {
    let (now, conn) = (tx.now(), tx.conn());
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
    let new = NewOrganization { id: organization, agent: &founding.agent };
    for area in &backend.areas {
        area.found(tx, new).await?;
    }
    let detail = json!({ "name": founding.name, "tier": founding.tier, "invite": founding.invite });
    let act = Act { action: actions::FOUND_ORGANIZATION, target: Some(owner.to_string()), detail };
    audit::record_identity(tx, Doer::at_the_desk(owner, founding.origin), Some(organization), act).await?;
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
    Err(server_core::Error::fault("found an organisation", "no free slug"))
}
