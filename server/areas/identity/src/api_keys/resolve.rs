//! Resolves a key to its caller, on every request that carries one.

use crate::desk;
use chrono::{DateTime, Duration, Utc};
use domain::ids::{ApiKeyId, OrganizationId, UserId};
use domain::{AppError, Permission, Standing};
use identity_domain::api_keys::{KEY_PREFIX, scope_of};
use server_core::caller::Scopes;
use server_core::moments::zone;
use server_core::{Backend, Caller, Error, Result, Via, random};
use uuid::Uuid;

/// How old "last used" may be before it is written again.
const TOUCH_AFTER: Duration = Duration::minutes(1);

struct Row {
    id: Uuid,
    organization_id: Uuid,
    user_id: Uuid,
    role: String,
    tier: String,
    scopes: Vec<String>,
    last_used_at: Option<DateTime<Utc>>,
    lacks_two_factor: bool,
    time_zone: String,
}

/// The caller of the key: its person with their present role, limited to its scopes. An unknown, expired or revoked
/// key, or one whose organisation is closed, resolves to nobody.
pub async fn resolve(backend: &Backend, key: &str) -> Result<Caller> {
    if !key.starts_with(KEY_PREFIX) {
        return Err(AppError::Unauthenticated.into());
    }
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let row = sqlx::query_as!(
        Row,
        r#"select k.id, k.organization_id, k.user_id, m.role, m.tier, k.scopes, k.last_used_at,
             o.require_two_factor and not exists (
               select from totp_credentials t where t.user_id = k.user_id and t.confirmed_at is not null
             ) as "lacks_two_factor!", o.time_zone
           from api_keys k
           join memberships m on m.organization_id = k.organization_id and m.user_id = k.user_id
           join organizations o on o.id = k.organization_id
           where k.key_hash = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > $2)
             and o.suspended_at is null and o.deleted_at is null"#,
        random::token_hash(key),
        now
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::Unauthenticated)?;
    if row.lacks_two_factor {
        return Err(AppError::TwoFactorRequired.into());
    }
    if row.last_used_at.is_none_or(|used| now - used >= TOUCH_AFTER) {
        sqlx::query!("update api_keys set last_used_at = $2 where key_hash = $1", random::token_hash(key), now)
            .execute(tx.conn())
            .await?;
        tx.commit().await?;
    }
    caller(&row)
}

#[expect(clippy::disallowed_methods, reason = "a key has been resolved, and holds its caller to its scopes")]
fn caller(row: &Row) -> Result<Caller> {
    let person = UserId(row.user_id);
    let standing = Standing {
        person,
        role: row.role.parse().map_err(Error::Fault)?,
        tier: row.tier.parse().map_err(Error::Fault)?,
    };
    let granted: Vec<Permission> = row.scopes.iter().filter_map(|word| scope_of(word)).collect();
    let caller = Caller::new(person, standing, OrganizationId(row.organization_id), Via::ApiKey(ApiKeyId(row.id)));
    Ok(caller.held_to(Scopes::of(&granted)).in_zone(zone(&row.time_zone)))
}
