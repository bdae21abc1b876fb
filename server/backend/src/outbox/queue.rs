//! Writes a mail into the transaction that causes it.

use domain::ids::{MailId, OrganizationId};
use mail::{Brand, Letter};
use sqlx::PgConnection;

use crate::{Backend, Error, Result, random};

/// The platform's brand on mails.
const ACCENT: &str = "#4f46e5";

/// Composes the letter and queues it; it leaves only if the transaction commits.
pub async fn queue(
    conn: &mut PgConnection,
    backend: &Backend,
    organization: Option<OrganizationId>,
    to: &str,
    letter: Letter,
) -> Result<MailId> {
    let brand = Brand {
        name: backend.settings.platform_name.clone(),
        accent: ACCENT.to_owned(),
        logo_url: None,
        base_url: backend.settings.base_url.clone(),
    };
    let composed = letter.compose(&brand).map_err(|error| Error::fault("compose a mail", error))?;
    let id = random::id();
    sqlx::query("select app.queue_mail($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(id)
        .bind(organization.map(|organization| organization.0))
        .bind(letter.kind())
        .bind(to)
        .bind(composed.subject)
        .bind(composed.html)
        .bind(composed.text)
        .bind(backend.clock.now())
        .execute(conn)
        .await?;
    Ok(MailId(id))
}
