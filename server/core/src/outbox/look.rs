//! The brand of a mail in its reader's eyes: the organisation's where one writes, the platform's otherwise.

use domain::ids::OrganizationId;
use domain::pictures::Picture;
use mail::Brand;
use sqlx::PgConnection;

use crate::{Backend, Result, files};

/// The platform's accent.
const ACCENT: &str = "#4f46e5";

/// The brand on a mail, and the name in front of its sender's address if it is not the platform's.
pub(super) struct Look {
    pub brand: Brand,
    pub sender_name: Option<String>,
}

/// Reads it in the transaction that writes the mail.
pub(super) async fn look(
    conn: &mut PgConnection,
    backend: &Backend,
    organization: Option<OrganizationId>,
) -> Result<Look> {
    let platform = || Brand {
        name: backend.settings.platform_name.clone(),
        head: backend.settings.platform_name.clone(),
        accent: ACCENT.to_owned(),
        logo_url: None,
        base_url: backend.settings.base_url.clone(),
    };
    let Some(organization) = organization else { return Ok(Look { brand: platform(), sender_name: None }) };
    let row =
        sqlx::query!("select name, sender_name, accent, logo_key from organizations where id = $1", organization.0)
            .fetch_optional(conn)
            .await?;
    let Some(row) = row else { return Ok(Look { brand: platform(), sender_name: None }) };
    let logo_url =
        files::url(Picture::Logo, row.logo_key.as_deref()).map(|path| format!("{}{path}", backend.settings.base_url));
    let brand = Brand { head: row.name, accent: row.accent, logo_url, ..platform() };
    Ok(Look { brand, sender_name: row.sender_name })
}
