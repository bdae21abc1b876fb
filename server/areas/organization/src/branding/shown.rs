//! Which of an organisation's pictures anybody may see: logos and icons are public by nature, as long as the
//! organisation itself is there.

use domain::AppError;
use domain::ids::OrganizationId;
use domain::pictures::Picture;
use server_core::{Backend, Error, Result};
use storage::ObjectKey;

/// The object that is the organisation's picture; a suspended organisation shows the operator alone.
#[expect(clippy::disallowed_methods, reason = "a page is branded before anybody is known")]
pub async fn shown(
    backend: &Backend,
    organization: OrganizationId,
    picture: Picture,
    is_operator: bool,
) -> Result<ObjectKey> {
    let mut tx = backend.db.identity().await?;
    let row = sqlx::query!(
        "select logo_key, favicon_key from organizations
         where id = $1 and ($2 or (deleted_at is null and suspended_at is null))",
        organization.0,
        is_operator
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    let key = match picture {
        Picture::Logo => row.logo_key,
        Picture::Favicon => row.favicon_key,
        Picture::Avatar => None,
    };
    let key = key.ok_or(AppError::NotFound)?;
    key.parse().map_err(|error| Error::fault("read the name of an object", error))
}
