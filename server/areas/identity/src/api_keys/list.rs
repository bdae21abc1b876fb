//! The keys that a person looks after: their own, and everybody's for people who manage them.

use chrono::{DateTime, Utc};
use domain::Permission;
use domain::ids::ApiKeyId;
use identity_domain::api_keys::{ApiKeyPage, ApiKeyRow, SCOPES, scope_of};
use server_core::{Backend, Caller, Result};
use uuid::Uuid;

struct Row {
    id: Uuid,
    user_id: Uuid,
    person: String,
    name: String,
    hint: String,
    scopes: Vec<String>,
    created_at: DateTime<Utc>,
    expires_at: Option<DateTime<Utc>>,
    last_used_at: Option<DateTime<Utc>>,
}

/// The keys that are not revoked, the latest first; at most two hundred.
pub async fn list(backend: &Backend, caller: &Caller) -> Result<ApiKeyPage> {
    caller.refuse_impersonation()?;
    caller.allow(Permission::UseApiKeys)?;
    let mut tx = backend.db.tenant(caller).await?;
    let organization = sqlx::query_scalar!("select name from organizations where id = $1", caller.org().0)
        .fetch_one(tx.conn())
        .await?;
    let rows = sqlx::query_as!(
        Row,
        "select k.id, k.user_id, u.name as person, k.name, k.hint, k.scopes, k.created_at, k.expires_at, k.last_used_at
         from api_keys k join users u on u.id = k.user_id
         where k.revoked_at is null and (k.user_id = $1 or $2)
         order by k.created_at desc, k.id limit 200",
        caller.subject().0,
        caller.role().may(Permission::ManageApiKeys)
    )
    .fetch_all(tx.conn())
    .await?;
    let reader = tx.reader();
    let keys = rows
        .into_iter()
        .map(|row| ApiKeyRow {
            id: ApiKeyId(row.id),
            name: row.name,
            hint: row.hint,
            person: (row.user_id != caller.subject().0).then_some(row.person),
            scopes: row.scopes.iter().filter_map(|word| scope_of(word)).collect(),
            created: reader.moment(row.created_at),
            is_expired: row.expires_at.is_some_and(|end| end <= reader.now),
            expires: row.expires_at.map(|end| reader.moment(end)),
            last_used: row.last_used_at.map(|used| reader.moment(used)),
        })
        .collect();
    let scopes = SCOPES.into_iter().filter(|scope| caller.role().may(*scope)).collect();
    Ok(ApiKeyPage { organization, keys, scopes })
}
