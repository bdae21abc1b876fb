//! The retention of an organisation's log, and the hourly purge. The platform's own entries, which belong to no
//! organisation, are kept.

use crate::actions;
use audit_domain::{AuditSettings, EditAuditSettings};
use domain::Permission;
use serde_json::json;
use server_core::audit::record;
use server_core::{Backend, Caller, Result};

/// The settings of the log.
pub async fn settings(backend: &Backend, caller: &Caller) -> Result<AuditSettings> {
    caller.allow(Permission::SeeAudit)?;
    let mut tx = backend.db.tenant(caller).await?;
    let row = sqlx::query!("select audit_days, mail_on_impersonation from organizations where id = $1", caller.org().0)
        .fetch_one(tx.conn())
        .await?;
    Ok(AuditSettings {
        days: u32::try_from(row.audit_days).unwrap_or_default(),
        mail_on_impersonation: row.mail_on_impersonation,
        may_edit: caller.role().may(Permission::EditOrganization) && !caller.is_impersonating(),
    })
}

/// Changes them; an impersonating operator cannot silence the log.
pub async fn edit_settings(backend: &Backend, caller: &Caller, form: EditAuditSettings) -> Result<()> {
    caller.allow(Permission::EditOrganization)?;
    caller.refuse_impersonation()?;
    let (days, mails) = form.validate()?;
    let days = i32::try_from(days).unwrap_or(i32::MAX);
    let mut tx = backend.db.tenant(caller).await?;
    let before = sqlx::query!(
        "select audit_days, mail_on_impersonation from organizations where id = $1 for no key update",
        caller.org().0
    )
    .fetch_one(tx.conn())
    .await?;
    sqlx::query!(
        "update organizations set audit_days = $2, mail_on_impersonation = $3 where id = $1",
        caller.org().0,
        days,
        mails
    )
    .execute(tx.conn())
    .await?;
    let detail = json!({
        "before": { "days": before.audit_days, "mail_on_impersonation": before.mail_on_impersonation },
        "after": { "days": days, "mail_on_impersonation": mails },
    });
    record(&mut tx, actions::EDIT_SETTINGS, Some(caller.org().to_string()), detail).await?;
    tx.commit().await
}

/// Deletes entries older than their organisation's retention; returns how many.
pub async fn purge(backend: &Backend) -> Result<i64> {
    let mut tx = backend.db.upkeep().await?;
    let now = tx.now();
    let purged: Option<i64> = sqlx::query_scalar(
        "select sum(app.purge_audit(id, $1::timestamptz - make_interval(days => audit_days)))::bigint from organizations",
    )
    .bind(now)
    .fetch_one(tx.conn())
    .await?;
    tx.commit().await?;
    Ok(purged.unwrap_or_default())
}
