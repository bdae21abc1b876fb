//! The profile that a person sees and changes.

use crate::desk;
use domain::accounts::{ChangeTheme, EditProfile};
use server_core::{Backend, Result, SignedIn};

/// The new address that is not confirmed yet.
pub async fn pending_email(backend: &Backend, signed_in: &SignedIn) -> Result<Option<String>> {
    let mut tx = desk(backend).await?;
    let now = tx.now();
    Ok(sqlx::query_scalar!(
        "select email from email_tokens where user_id = $1 and purpose = 'change_email' and used_at is null and expires_at > $2
         order by created_at desc limit 1",
        signed_in.user().0,
        now
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// Changes the person's name.
pub async fn rename(backend: &Backend, signed_in: &SignedIn, form: EditProfile) -> Result<()> {
    signed_in.refuse_impersonation()?;
    let name = form.validate()?;
    let mut tx = desk(backend).await?;
    sqlx::query!("update users set name = $2 where id = $1", signed_in.user().0, name.as_str())
        .execute(tx.conn())
        .await?;
    tx.commit().await
}

/// Stores the person's theme.
pub async fn set_theme(backend: &Backend, signed_in: &SignedIn, form: ChangeTheme) -> Result<()> {
    signed_in.refuse_impersonation()?;
    let theme = form.validate()?;
    let mut tx = desk(backend).await?;
    sqlx::query!("update users set theme = $2 where id = $1", signed_in.user().0, theme.as_str())
        .execute(tx.conn())
        .await?;
    tx.commit().await
}
