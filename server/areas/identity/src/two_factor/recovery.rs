//! Recovery codes: ten at a time, 80 random bits each, stored as hashes, valid for one sign-in.

use chrono::{DateTime, Utc};
use domain::accounts::RecoveryCodes;
use domain::ids::UserId;
use server_core::{Result, random};
use sqlx::PgConnection;

use super::qr::{base32, groups};

/// How many codes a person gets.
const CODES: usize = 10;

/// Replaces all earlier codes with fresh ones.
pub async fn renew(conn: &mut PgConnection, person: UserId, now: DateTime<Utc>) -> Result<RecoveryCodes> {
    let codes: Vec<String> = (0..CODES).map(|_| base32(&random::bytes::<10>()).to_lowercase()).collect();
    let hashes: Vec<Vec<u8>> = codes.iter().map(|code| hash(person, code)).collect();
    sqlx::query!("delete from recovery_codes where user_id = $1", person.0).execute(&mut *conn).await?;
    sqlx::query!(
        "insert into recovery_codes (user_id, code_hash, created_at) select $1, unnest($2::bytea[]), $3",
        person.0,
        &hashes,
        now
    )
    .execute(conn)
    .await?;
    Ok(RecoveryCodes(codes.iter().map(|code| groups(code).replace(' ', "-")).collect()))
}

/// Uses a code up; false if the person has no such code left.
pub async fn use_recovery_code(
    conn: &mut PgConnection,
    person: UserId,
    code: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let used = sqlx::query!(
        "update recovery_codes set used_at = $3 where user_id = $1 and code_hash = $2 and used_at is null",
        person.0,
        hash(person, code),
        now
    )
    .execute(conn)
    .await?;
    Ok(used.rows_affected() == 1)
}

/// How many codes are still valid.
pub async fn left(conn: &mut PgConnection, person: UserId) -> Result<u32> {
    let left = sqlx::query_scalar!(
        r#"select count(*) as "left!" from recovery_codes where user_id = $1 and used_at is null"#,
        person.0
    )
    .fetch_one(conn)
    .await?;
    Ok(u32::try_from(left).unwrap_or_default())
}

/// Bound to its person, so that two people's equal codes have different hashes.
fn hash(person: UserId, code: &str) -> Vec<u8> {
    random::token_hash(&format!("{person}/{code}"))
}
