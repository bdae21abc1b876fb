//! A fresh organisation with its owner and its first agent.

use chrono::{DateTime, Utc};
use domain::Role;
use domain::ids::{OrganizationId, UserId};
use domain::invites::WelcomeAgent;
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::people;
use crate::audit::{self, Act, Doer};
use crate::db::IdentityTx;
use crate::{Origin, Result, agents, random};

/// How often a taken slug gets another ending before we give up.
const SLUG_TRIES: u32 = 8;

/// What a fresh organisation is to be like; only the name must be said.
#[derive(Debug, Clone, Default)]
pub(crate) struct Founding<'a> {
    pub name: &'a str,
    /// The request that founds it; none for a command.
    pub origin: Origin,
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

/// Founds an organisation as described, in the transaction at hand: its slug comes from its name, the person owns it.
pub(crate) async fn found_organization(
    tx: &mut IdentityTx,
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
    agents::welcome_agent(conn, organization, &founding.agent, now).await?;
    let detail = json!({ "name": founding.name, "tier": founding.tier, "invite": founding.invite });
    let act = Act { action: "organization.found", target: Some(owner.to_string()), detail };
    audit::record_identity(tx, Doer::at_the_desk(owner, founding.origin), Some(organization), act).await?;
    Ok(organization)
}

async fn insert(conn: &mut PgConnection, name: &str, now: DateTime<Utc>) -> Result<OrganizationId> {
    let (id, base) = (random::id(), slug_of(name));
    for attempt in 0..SLUG_TRIES {
        let slug = if attempt == 0 { base.clone() } else { format!("{base}-{:04x}", random::number() & 0xffff) };
        let done = sqlx::query!(
            "insert into organizations (id, name, slug, created_at) values ($1, $2, $3, $4) on conflict (slug) do nothing",
            id,
            name,
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

/// A name as a part of an address; one without a plain letter or digit becomes "team".
fn slug_of(name: &str) -> String {
    let plain: String = name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join("-");
    let cut: String = words.chars().take(40).collect();
    match cut.trim_matches('-') {
        "" => "team".to_owned(),
        slug => slug.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::slug_of;

    #[test]
    fn every_slug_keeps_the_rule_of_the_settings_form() {
        let long = "Very ".repeat(30);
        for (name, slug) in
            [("Acme Coaching & Co.", "acme-coaching-co"), ("  --  ", "team"), ("日本", "team"), ("Ünal", "nal")]
        {
            assert_eq!(slug_of(name), slug);
        }
        for name in [long.as_str(), "a", "A-b--c", "'quoted'"] {
            assert!(domain::organizations::slug(&slug_of(name)).is_ok(), "{name}");
        }
    }
}
