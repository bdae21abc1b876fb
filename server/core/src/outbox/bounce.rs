//! A mail that came back for good tells the invitation that it carried.

use chrono::{DateTime, Utc};
use domain::ids::MailId;
use sqlx::PgConnection;

use crate::Result;

/// Marks the invitation whose mail this is; most mails carry none.
pub(super) async fn note(conn: &mut PgConnection, mail: MailId, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!("update owner_invites set bounced_at = $2 where mail_id = $1 and accepted_at is null", mail.0, now)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("update invites set bounced_at = $2 where mail_id = $1 and accepted_at is null", mail.0, now)
        .execute(conn)
        .await?;
    Ok(())
}
