//! Which of an organisation's pictures anybody may see: logos and icons are public by nature, as long as the
//! organisation itself exists.

use domain::AppError;
use domain::ids::OrganizationId;
use domain::pictures::Picture;
use server_core::{Backend, Error, God, Result};
use storage::ObjectKey;

struct Pictures {
    logo_key: Option<String>,
    favicon_key: Option<String>,
}

/// The object of the organisation's picture; that of a closed organisation is shown to the operator alone.
pub async fn shown(
    backend: &Backend,
    organization: OrganizationId,
    picture: Picture,
    operator: Option<&God>,
) -> Result<ObjectKey> {
    let pictures = match operator {
        Some(god) => to_operator(backend, god, organization).await?,
        None => to_anybody(backend, organization).await?,
    };
    let pictures = pictures.ok_or(AppError::NotFound)?;
    let key = match picture {
        Picture::Logo => pictures.logo_key,
        Picture::Favicon => pictures.favicon_key,
        Picture::Avatar => None,
    };
    let key = key.ok_or(AppError::NotFound)?;
    key.parse().map_err(|error| Error::fault("read the name of an object", error))
}

#[expect(clippy::disallowed_methods, reason = "pictures stand in mails and on pages that nobody has signed in to")]
async fn to_anybody(backend: &Backend, organization: OrganizationId) -> Result<Option<Pictures>> {
    let mut tx = backend.db.visitor(organization).await?;
    // A visitor's transaction sees this one organisation alone.
    let pictures = sqlx::query_as!(Pictures, "select logo_key, favicon_key from organizations");
    Ok(pictures.fetch_optional(tx.conn()).await?)
}

async fn to_operator(backend: &Backend, god: &God, organization: OrganizationId) -> Result<Option<Pictures>> {
    let mut tx = backend.db.platform(god).await?;
    let pictures =
        sqlx::query_as!(Pictures, "select logo_key, favicon_key from organizations where id = $1", organization.0);
    Ok(pictures.fetch_optional(tx.conn()).await?)
}
