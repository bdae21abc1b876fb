//! Makes a key, after its person has stepped up.

use chrono::Duration;
use domain::{AppError, FieldErrors, Permission};
use identity_domain::api_keys::{FreshApiKey, KEY_PREFIX, NewApiKey, scope_word};
use serde_json::json;
use server_core::random::{self, Token};
use server_core::{Backend, Result, SignedIn, Visit, audit};

use crate::actions;
use crate::prove;

/// How many characters of a key are stored to recognise it by.
const HINT: usize = 12;
/// More keys than a person can tell apart.
const MOST: i64 = 50;

/// Makes a key in the person's current organisation; it can be read only now.
pub async fn create(backend: &Backend, signed_in: &SignedIn, visit: &Visit, form: NewApiKey) -> Result<FreshApiKey> {
    signed_in.refuse_impersonation()?;
    let caller = signed_in.caller()?;
    caller.allow(Permission::UseApiKeys)?;
    let spec = form.validate()?;
    if !spec.scopes.iter().all(|scope| caller.role().may(*scope)) {
        return Err(FieldErrors::of("scopes", "A key cannot be allowed more than you are.").into());
    }
    prove(backend, signed_in, visit, &spec.proof).await?;
    let key = format!("{KEY_PREFIX}{}", Token::new().as_str());
    let hint: String = key.chars().take(HINT).collect();
    let scopes: Vec<String> = spec.scopes.iter().map(|scope| scope_word(*scope).to_owned()).collect();
    let mut tx = backend.db.tenant(&caller).await?;
    let (id, now) = (random::id(), tx.now());
    let made = sqlx::query!(
        "insert into api_keys (id, user_id, name, hint, key_hash, scopes, created_at, expires_at)
         select $1, $2, $3, $4, $5, $6, $7, $8
         where (select count(*) from api_keys where user_id = $2 and revoked_at is null) < $9",
        id,
        caller.subject().0,
        spec.name.as_str(),
        hint,
        random::token_hash(&key),
        &scopes,
        now,
        spec.days.map(|days| now + Duration::days(i64::from(days))),
        MOST
    )
    .execute(tx.conn())
    .await?;
    if made.rows_affected() == 0 {
        return Err(AppError::conflict("You have as many keys as anybody can keep apart. Revoke one first.").into());
    }
    let detail = json!({ "name": spec.name, "scopes": scopes, "days": spec.days });
    audit::record(&mut tx, actions::CREATE_API_KEY, Some(id.to_string()), detail).await?;
    tx.commit().await?;
    Ok(FreshApiKey { key })
}
