//! Writes a mail into the transaction that causes it.

use domain::ids::{MailId, OrganizationId};
use mail::{Composed, Letter, MailError};
use sqlx::PgConnection;

use super::look::{Look, look};
use crate::jobs::send_mail::SendMail;
use crate::jobs::{self, NewJob};
use crate::{Backend, Result, random};

/// Composes the letter and queues it; it is sent only if the transaction commits. A letter that cannot be composed is
/// kept as failed with its reason, and never rolls back the act that it reports.
pub async fn queue(
    conn: &mut PgConnection,
    backend: &Backend,
    organization: Option<OrganizationId>,
    to: &str,
    letter: &dyn Letter,
) -> Result<MailId> {
    let Look { brand, sender_name } = look(conn, backend, organization).await?;
    let (composed, failure) = match letter.compose(&brand) {
        Ok(composed) => (composed, None),
        Err(error) => (unwritten(letter, &error), Some(error.to_string())),
    };
    let (id, status) = (random::id(), if failure.is_none() { "queued" } else { "failed" });
    sqlx::query!(
        "insert into mails (id, organization_id, kind, recipient, subject, html, body, created_at, sender_name, status, last_error)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id,
        organization.map(|organization| organization.0),
        letter.kind(),
        to,
        composed.subject,
        composed.html,
        composed.text,
        backend.clock.now(),
        sender_name,
        status,
        failure,
    )
    .execute(&mut *conn)
    .await?;
    if failure.is_none() {
        deliver_later(conn, organization, MailId(id)).await?;
    }
    Ok(MailId(id))
}

/// Queues the delivery of a mail; one that is queued already becomes due at once.
pub(super) async fn deliver_later(
    conn: &mut PgConnection,
    organization: Option<OrganizationId>,
    mail: MailId,
) -> Result<()> {
    let key = format!("mail:{mail}");
    jobs::add(conn, NewJob { organization, key: &key, job: SendMail { mail: mail.0 } }).await
}

/// The mailbox's text for a letter that could not be composed. The act that it reports has happened all the same.
fn unwritten(letter: &dyn Letter, error: &MailError) -> Composed {
    tracing::error!(kind = letter.kind(), %error, "a mail could not be composed");
    Composed { subject: letter.kind().replace('_', " "), html: String::new(), text: String::new() }
}
