//! Sets the organisation's logo or icon, and removes it.

use crate::actions;
use domain::pictures::{OnePicture, Picture, UploadRefusal};
use domain::{AppError, Permission};
use pictures::Prepared;
use serde_json::{Value, json};
use server_core::db::TenantTx;
use server_core::uploads::{self, Upload, UploadError};
use server_core::{Backend, Caller, Error, Result, audit, files};
use storage::{ObjectKey, Shelf};

/// Logos of organisations.
pub const LOGOS: Shelf = Shelf::named("logos");
/// Icons of organisations for the browser's tab.
pub const FAVICONS: Shelf = Shelf::named("favicons");

/// Refuses, before a byte of the file is read, callers who may not change the organisation's branding.
pub fn may_upload(caller: &Caller) -> std::result::Result<(), AppError> {
    caller.allow(Permission::EditOrganization)
}

/// Makes the file the organisation's new logo or icon.
pub async fn upload(backend: &Backend, caller: &Caller, upload: Upload) -> std::result::Result<(), UploadError> {
    may_upload(caller)?;
    let picture = upload.picture;
    let shelf = shelf(picture)?;
    let (prepared, kind) = uploads::prepare(backend, &upload).await?;
    let Prepared { bytes, width, height, .. } = prepared;
    let detail = json!({ "picture": picture, "width": width, "height": height });
    let point = |key| place(backend, caller, picture, key, detail);
    match files::store(backend, caller, (shelf, kind, bytes), point).await {
        Err(Error::App(AppError::Quota { .. })) => Err(UploadRefusal::NoRoom.into()),
        stored => Ok(stored?),
    }
}

async fn place(backend: &Backend, caller: &Caller, picture: Picture, key: ObjectKey, detail: Value) -> Result<()> {
    let mut tx = backend.db.tenant(caller).await?;
    files::keep(&mut tx, &key).await?;
    swap(&mut tx, picture, Some(key.to_string())).await?;
    audit::record(&mut tx, actions::UPLOAD_PICTURE, Some(caller.org().to_string()), detail).await?;
    tx.commit().await
}

/// Removes the logo or icon; without one the platform's own is shown.
pub async fn remove_picture(backend: &Backend, caller: &Caller, form: OnePicture) -> Result<()> {
    caller.allow(Permission::EditOrganization)?;
    let picture: Picture = form.picture.parse().map_err(|_| AppError::NotFound)?;
    shelf(picture)?;
    let mut tx = backend.db.tenant(caller).await?;
    if swap(&mut tx, picture, None).await? {
        let detail = json!({ "picture": picture });
        audit::record(&mut tx, actions::REMOVE_PICTURE, Some(caller.org().to_string()), detail).await?;
    }
    tx.commit().await
}

/// The shelf of the organisation's picture; a person's own picture is on none of them.
fn shelf(picture: Picture) -> std::result::Result<Shelf, AppError> {
    match picture {
        Picture::Logo => Ok(LOGOS),
        Picture::Favicon => Ok(FAVICONS),
        Picture::Avatar => Err(AppError::NotFound),
    }
}

async fn current(tx: &mut TenantTx, picture: Picture) -> Result<Option<String>> {
    let organization = tx.caller().org().0;
    let row = sqlx::query!("select logo_key, favicon_key from organizations where id = $1 for update", organization)
        .fetch_one(tx.conn())
        .await?;
    Ok(if picture == Picture::Logo { row.logo_key } else { row.favicon_key })
}

/// Replaces the current key and forgets its object; returns whether there was one.
async fn swap(tx: &mut TenantTx, picture: Picture, key: Option<String>) -> Result<bool> {
    let organization = tx.caller().org().0;
    let earlier = current(tx, picture).await?;
    sqlx::query!(
        "update organizations set logo_key = case when $2 = 'logo' then $3 else logo_key end,
           favicon_key = case when $2 = 'favicon' then $3 else favicon_key end
         where id = $1",
        organization,
        picture.as_str(),
        key
    )
    .execute(tx.conn())
    .await?;
    if let Some(earlier) = &earlier {
        files::forget(tx, earlier).await?;
    }
    Ok(earlier.is_some())
}
