//! Writes a mail into the transaction that causes it.

use domain::ids::{MailId, OrganizationId};
use mail::Letter;
use sqlx::PgConnection;

use super::look::{Look, look};
use crate::{Backend, Error, Result, random};

/// Composes the letter and queues it; it leaves only if the transaction commits.
pub async fn queue(
    conn: &mut PgConnection,
    backend: &Backend,
    organization: Option<OrganizationId>,
    to: &str,
    letter: Letter,
) -> Result<MailId> {
    let Look { brand, sender_name } = look(conn, backend, organization).await?;
    let composed = letter.compose(&brand).map_err(|error| Error::fault("compose a mail", error))?;
    let id = random::id();
    sqlx::query!(
        "insert into mails (id, organization_id, kind, recipient, subject, html, body, created_at, sender_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        organization.map(|organization| organization.0),
        letter.kind(),
        to,
        composed.subject,
        composed.html,
        composed.text,
        backend.clock.now(),
        sender_name,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query("select app.add_delivery($1)").bind(id).execute(conn).await?;
    Ok(MailId(id))
}
