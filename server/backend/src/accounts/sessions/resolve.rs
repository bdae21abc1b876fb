//! From a cookie's token to the person and the organisation they are in, on every request.

use chrono::{DateTime, Duration, Utc};
use domain::Role;
use domain::ids::{OrganizationId, SessionId, UserId};
use domain::organizations::OrganizationCard;
use domain::viewer::{CurrentOrganization, Viewer};
use serde::Deserialize;
use sqlx::types::Json;
use uuid::Uuid;

use crate::db::IdentityTx;
use crate::{Backend, Error, Result, SignedIn, random};

/// How old "last seen" may be before it is written again.
const TOUCH_AFTER: Duration = Duration::minutes(1);

struct Row {
    id: Uuid,
    last_seen_at: DateTime<Utc>,
    current_organization_id: Option<Uuid>,
    user_id: Uuid,
    email: String,
    name: String,
    email_verified: bool,
    is_god: bool,
    theme: String,
    has_two_factor: bool,
    organizations: Json<Vec<Membership>>,
}

#[derive(Deserialize)]
struct Membership {
    id: OrganizationId,
    name: String,
    slug: String,
    accent: String,
    role: Role,
    require_two_factor: bool,
}

/// Who the token belongs to; none if it is unknown, ended or expired.
pub async fn resolve(backend: &Backend, token: &str) -> Result<Option<SignedIn>> {
    let mut tx = backend.db.identity().await?;
    let Some(row) = read(&mut tx, token).await? else { return Ok(None) };
    if tx.now() - row.last_seen_at >= TOUCH_AFTER {
        touch(&mut tx, row.id, backend.settings.session_idle).await?;
        tx.commit().await?;
    }
    let session = SessionId(row.id);
    Ok(Some(SignedIn::new(session, viewer(row, backend.settings.operator_two_factor)?)))
}

async fn read(tx: &mut IdentityTx, token: &str) -> Result<Option<Row>> {
    let now = tx.now();
    Ok(sqlx::query_as!(
        Row,
        r#"select s.id, s.last_seen_at, s.current_organization_id,
             u.id as user_id, u.email, u.name, u.email_verified_at is not null as "email_verified!", u.is_god, u.theme,
             exists (select from totp_credentials t where t.user_id = u.id and t.confirmed_at is not null) as "has_two_factor!",
             coalesce((
               select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'slug', o.slug, 'accent', o.accent, 'role', m.role,
                   'require_two_factor', o.require_two_factor)
                 order by lower(o.name), o.id)
               from memberships m join organizations o on o.id = m.organization_id
               where m.user_id = u.id), '[]') as "organizations!: Json<Vec<Membership>>"
           from sessions s join users u on u.id = s.user_id
           where s.token_hash = $1 and s.idle_expires_at > $2 and s.expires_at > $2"#,
        random::token_hash(token),
        now,
    )
    .fetch_optional(tx.conn())
    .await?)
}

async fn touch(tx: &mut IdentityTx, session: Uuid, idle: Duration) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "update sessions set last_seen_at = $2, idle_expires_at = least($3::timestamptz, expires_at) where id = $1",
        session,
        now,
        now + idle
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The organisation of the session counts only while the person belongs to it; otherwise it is the first by name.
fn viewer(row: Row, operator_two_factor: bool) -> Result<Viewer> {
    let memberships = row.organizations.0;
    let current = memberships.iter().find(|m| Some(m.id.0) == row.current_organization_id).or(memberships.first());
    let asked = current.is_some_and(|m| m.require_two_factor) || (row.is_god && operator_two_factor);
    Ok(Viewer {
        user_id: UserId(row.user_id),
        name: row.name,
        email: row.email,
        email_verified: row.email_verified,
        is_god: row.is_god,
        theme: row.theme.parse().map_err(Error::Fault)?,
        has_two_factor: row.has_two_factor,
        needs_two_factor: asked && !row.has_two_factor,
        current: current.map(|m| CurrentOrganization {
            id: m.id,
            name: m.name.clone(),
            slug: m.slug.clone(),
            accent: m.accent.clone(),
            role: m.role,
        }),
        organizations: memberships
            .iter()
            .map(|m| OrganizationCard { id: m.id, name: m.name.clone(), role: m.role })
            .collect(),
    })
}
