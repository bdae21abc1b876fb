//! The organisation's names for its member tiers.

use crate::actions;
use domain::Permission;
use domain::members::{NameTiers, TierNames};
use serde_json::json;
use server_core::db::TenantTx;
use server_core::{Backend, Caller, Result, audit};

/// The names in the forms.
pub async fn tier_names(backend: &Backend, caller: &Caller) -> Result<TierNames> {
    caller.allow(Permission::SeeMembers)?;
    let mut tx = backend.db.tenant(caller).await?;
    read(&mut tx).await
}

/// The names, in the current transaction.
pub(super) async fn read(tx: &mut TenantTx) -> Result<TierNames> {
    let organization = tx.caller().org();
    let names = sqlx::query_scalar!("select member_tier_names from organizations where id = $1", organization.0)
        .fetch_one(tx.conn())
        .await?;
    Ok(TierNames::from_list(names))
}

/// Renames the tiers; nobody's tier changes.
pub async fn name_tiers(backend: &Backend, caller: &Caller, form: NameTiers) -> Result<()> {
    caller.allow(Permission::EditOrganization)?;
    let names = form.validate()?;
    let mut tx = backend.db.tenant(caller).await?;
    let before = read(&mut tx).await?;
    let list = names.to_list();
    sqlx::query!("update organizations set member_tier_names = $2 where id = $1", caller.org().0, &list)
        .execute(tx.conn())
        .await?;
    let detail = json!({ "before": before, "after": names });
    audit::record(&mut tx, actions::NAME_TIERS, Some(caller.org().to_string()), detail).await?;
    tx.commit().await
}
