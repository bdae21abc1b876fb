//! A person's own picture: uploaded, removed, and shown to people of the organisation that both are in.

use crate::desk;
use domain::AppError;
use domain::ids::{OrganizationId, UserId};
use domain::pictures::Picture;
use server_core::db::PlatformTx;
use server_core::uploads::{self, Upload, UploadError};
use server_core::{Backend, Error, Result, SignedIn, files};
use storage::{ObjectKey, Shelf};

/// Pictures of people. They belong to a person, not to an organisation.
pub(crate) const AVATARS: Shelf = Shelf::named("avatars");

/// Makes the file the person's picture.
pub async fn upload_picture(
    backend: &Backend,
    signed_in: &SignedIn,
    upload: Upload,
) -> std::result::Result<(), UploadError> {
    signed_in.refuse_impersonation()?;
    if upload.picture != Picture::Avatar {
        return Err(AppError::NotFound.into());
    }
    let (prepared, kind) = uploads::prepare(backend, &upload).await?;
    let mut tx = desk(backend).await?;
    let earlier = sqlx::query_scalar!("select picture_key from users where id = $1", signed_in.user().0)
        .fetch_one(tx.conn())
        .await
        .map_err(Error::from)?;
    let stamp = files::stamp(tx.now(), earlier.as_deref());
    drop(tx);
    let key = ObjectKey::new(AVATARS, signed_in.user().0, stamp, kind);
    backend.storage.put(&key, prepared.bytes).await.map_err(Error::from)?;
    let placed = place(backend, signed_in, Some(key.to_string())).await;
    if placed.is_err() {
        files::remove(backend, &key.to_string()).await.ok();
    }
    Ok(placed?)
}

/// Removes the picture; initials are shown instead.
pub async fn remove_picture(backend: &Backend, signed_in: &SignedIn) -> Result<()> {
    signed_in.refuse_impersonation()?;
    place(backend, signed_in, None).await
}

/// A trigger removes the earlier object.
async fn place(backend: &Backend, signed_in: &SignedIn, key: Option<String>) -> Result<()> {
    let mut tx = desk(backend).await?;
    sqlx::query!("update users set picture_key = $2 where id = $1", signed_in.user().0, key).execute(tx.conn()).await?;
    tx.commit().await
}

/// The object of a person's picture; for strangers there is none.
pub async fn picture_of(backend: &Backend, signed_in: &SignedIn, person: UserId) -> Result<ObjectKey> {
    let among = whose_pictures(signed_in, person)?.map(|organization| organization.0);
    let mut tx = desk(backend).await?;
    let key = sqlx::query_scalar!(
        r#"select picture_key as "key!" from users
           where id = $1 and picture_key is not null and ($2::uuid is null or exists (
             select from memberships m where m.user_id = $1 and m.organization_id = $2))"#,
        person.0,
        among
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    key.parse().map_err(|error| Error::fault("read the name of an object", error))
}

/// The organisation whose people's pictures may be seen; none where that does not matter. One's own is part of one's
/// account, which stays open while an organisation is closed or asks for a second factor.
fn whose_pictures(signed_in: &SignedIn, person: UserId) -> Result<Option<OrganizationId>> {
    if person == signed_in.user() || signed_in.god().is_ok() {
        return Ok(None);
    }
    Ok(Some(signed_in.caller()?.org()))
}

/// Whether a person has this picture.
pub(crate) async fn names(tx: &mut PlatformTx, key: &str) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"select exists (select from users where picture_key = $1) as "named!""#, key)
        .fetch_one(tx.conn())
        .await?)
}
