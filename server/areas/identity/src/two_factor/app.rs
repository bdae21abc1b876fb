//! Codes of an authenticator app: six digits that change every 30 seconds (RFC 6238).

use chrono::{DateTime, Utc};
use domain::ids::UserId;
use server_core::{Backend, Error, Result};
use sqlx::PgConnection;
use totp_rs::{Algorithm, TOTP};

use super::SEALED_FOR;

/// How many seconds a code is valid.
const STEP_SECONDS: u64 = 30;
/// How many steps a phone's clock may be off, either way.
const SKEW: i64 = 1;

/// Whether the person signs in with a second factor.
pub async fn is_on(conn: &mut PgConnection, person: UserId) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from totp_credentials where user_id = $1 and confirmed_at is not null) as "on!""#,
        person.0
    )
    .fetch_one(conn)
    .await?)
}

/// Uses a code of the person's app; false if it is wrong, or not newer than the last one that was used.
pub async fn use_code(conn: &mut PgConnection, backend: &Backend, person: UserId, code: &str) -> Result<bool> {
    let row = sqlx::query!(
        "select secret, last_step from totp_credentials where user_id = $1 and confirmed_at is not null for update",
        person.0
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else { return Ok(false) };
    let secret = backend.sealing.open(SEALED_FOR, person.0.as_bytes(), &row.secret)?;
    let step = matching_step(secret, code, backend.clock.now())?;
    let Some(step) = step.filter(|step| row.last_step.is_none_or(|last| *step > last)) else { return Ok(false) };
    sqlx::query!("update totp_credentials set last_step = $2 where user_id = $1", person.0, step).execute(conn).await?;
    Ok(true)
}

/// The time step of this code, if it is one of those that are valid now.
pub fn matching_step(secret: Vec<u8>, code: &str, now: DateTime<Utc>) -> Result<Option<i64>> {
    let app = TOTP::new(Algorithm::SHA1, 6, 0, STEP_SECONDS, secret);
    let app = app.map_err(|error| Error::fault("read an app's secret", error))?;
    let length = i64::try_from(STEP_SECONDS).unwrap_or(i64::MAX);
    let current = now.timestamp().div_euclid(length);
    let steps = (current - SKEW)..=(current + SKEW);
    Ok(steps.into_iter().find(|step| u64::try_from(step * length).is_ok_and(|time| app.check(code, time))))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238's test vectors, whose codes are the last six digits of the ones printed there.
    const SECRET: &[u8] = b"12345678901234567890";

    fn step(code: &str, seconds: i64) -> Option<i64> {
        matching_step(SECRET.to_vec(), code, DateTime::from_timestamp(seconds, 0).unwrap()).unwrap()
    }

    #[test]
    fn the_standards_own_codes_fit() {
        assert_eq!(step("287082", 59), Some(1));
        assert_eq!(step("081804", 1_111_111_109), Some(37_037_036));
        assert_eq!(step("353130", 20_000_000_000), Some(666_666_666));
    }

    #[test]
    fn a_code_counts_one_step_early_or_late_and_no_more() {
        assert_eq!(step("287082", 59 + 30), Some(1));
        assert_eq!(step("287082", 29), Some(1));
        assert_eq!(step("287082", 59 + 31), None);
        assert_eq!(step("287083", 59), None);
    }
}
