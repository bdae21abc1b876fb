//! The settings of the caller's organisation.

use crate::actions;
use domain::organizations::{EditOrganization, OrganizationSettings};
use domain::{FieldErrors, Permission};
use serde_json::json;
use server_core::{Backend, Caller, Error, Result, audit};

/// The settings page; members may read it, owners and admins may change it.
pub async fn settings(backend: &Backend, caller: &Caller) -> Result<OrganizationSettings> {
    caller.allow_key(Permission::EditOrganization)?;
    let mut tx = backend.db.tenant(caller).await?;
    let settings = sqlx::query_as!(
        EditOrganization,
        "select name, slug, time_zone, accent from organizations where id = $1",
        caller.org().0
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(OrganizationSettings {
        settings,
        time_zones: chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name().to_owned()).collect(),
        may_edit: caller.role().may(Permission::EditOrganization),
    })
}

/// Changes the settings; a slug that is taken is an error at its field.
pub async fn edit(backend: &Backend, caller: &Caller, form: EditOrganization) -> Result<()> {
    caller.allow(Permission::EditOrganization)?;
    let mut tx = backend.db.tenant(caller).await?;
    let before = sqlx::query_as!(
        EditOrganization,
        "select name, slug, time_zone, accent from organizations where id = $1 for update",
        caller.org().0
    )
    .fetch_one(tx.conn())
    .await?;
    // Its own slug stays valid, so it must be known first.
    let spec = form.validate(&before.slug)?;
    if spec.time_zone.parse::<chrono_tz::Tz>().is_err() {
        return Err(FieldErrors::of("time_zone", "Choose a time zone from the list.").into());
    }
    let written = sqlx::query!(
        "update organizations set name = $2, slug = $3, time_zone = $4, accent = $5 where id = $1",
        caller.org().0,
        spec.name.as_str(),
        spec.slug.as_str(),
        spec.time_zone,
        spec.accent
    )
    .execute(tx.conn())
    .await
    .map_err(Error::from);
    match written {
        Err(error) if error.constraint() == Some("organizations_slug_key") => {
            return Err(FieldErrors::of("slug", "This address is taken. Choose another one.").into());
        }
        written => written?,
    };
    let after = json!({ "name": spec.name, "slug": spec.slug, "time_zone": spec.time_zone, "accent": spec.accent });
    audit::record(&mut tx, actions::EDIT, Some(caller.org().to_string()), json!({ "before": before, "after": after }))
        .await?;
    tx.commit().await
}
