//! The branding page and its form.

use crate::actions;
use domain::Permission;
use domain::pictures::Picture;
use organization_domain::branding::{Branding, EditBranding};
use serde_json::json;
use server_core::files::url;
use server_core::{Backend, Caller, Result, audit};

/// The organisation's branding; members may see it, owners and admins may change it.
pub async fn branding(backend: &Backend, caller: &Caller) -> Result<Branding> {
    caller.allow_key(Permission::EditOrganization)?;
    let mut tx = backend.db.tenant(caller).await?;
    let row = sqlx::query!(
        r#"select name, accent, logo_key, favicon_key, coalesce(sender_name, '') as "sender_name!",
             coalesce(welcome_text, '') as "welcome_text!"
           from organizations where id = $1"#,
        caller.org().0
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Branding {
        organization: row.name,
        logo: url(Picture::Logo, row.logo_key.as_deref()),
        favicon: url(Picture::Favicon, row.favicon_key.as_deref()),
        accent: row.accent,
        words: EditBranding { sender_name: row.sender_name, welcome_text: row.welcome_text },
        may_edit: caller.role().may(Permission::EditOrganization),
    })
}

/// Changes the sender's name and the welcome text.
pub async fn edit(backend: &Backend, caller: &Caller, form: EditBranding) -> Result<()> {
    caller.allow(Permission::EditOrganization)?;
    let spec = form.validate()?;
    let mut tx = backend.db.tenant(caller).await?;
    let before =
        sqlx::query!("select sender_name, welcome_text from organizations where id = $1 for update", caller.org().0)
            .fetch_one(tx.conn())
            .await?;
    sqlx::query!(
        "update organizations set sender_name = $2, welcome_text = $3 where id = $1",
        caller.org().0,
        spec.sender_name.as_deref(),
        spec.welcome_text.as_deref()
    )
    .execute(tx.conn())
    .await?;
    let detail = json!({
        "before": { "sender_name": before.sender_name, "welcome_text": before.welcome_text },
        "after": { "sender_name": spec.sender_name, "welcome_text": spec.welcome_text },
    });
    audit::record(&mut tx, actions::EDIT_BRANDING, Some(caller.org().to_string()), detail).await?;
    tx.commit().await
}
