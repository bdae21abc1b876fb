//! Ends a person's account: everything of theirs is deleted at once, except the ids in the audit log.

use crate::desk;
use domain::AppError;
use domain::accounts::CloseAccount;
use serde_json::json;
use server_core::audit::{self, Act};
use server_core::db::IdentityTx;
use server_core::{Backend, Result, SignedIn, Visit};

use super::prove;
use crate::actions;

/// Ends the account. The only owner of an organisation is told which, and transfers or deletes it first.
pub async fn close_account(backend: &Backend, signed_in: &SignedIn, visit: &Visit, form: CloseAccount) -> Result<()> {
    signed_in.refuse_impersonation()?;
    prove(backend, signed_in, visit, &form.proof).await?;
    let mut tx = desk(backend).await?;
    refuse_sole_owner(&mut tx, signed_in).await?;
    refuse_last_operator(&mut tx, signed_in).await?;
    let person = signed_in.user();
    let memberships = sqlx::query_scalar!("select organization_id from memberships where user_id = $1", person.0)
        .fetch_all(tx.conn())
        .await?;
    for organization in memberships {
        let act = Act { action: actions::CLOSE_ACCOUNT, target: Some(person.to_string()), detail: json!({}) };
        audit::record_identity(&mut tx, signed_in, Some(organization.into()), act).await?;
    }
    // Deleted explicitly, so that the trigger that counts members sees it.
    sqlx::query!("delete from memberships where user_id = $1", person.0).execute(tx.conn()).await?;
    // Sessions and conversations are deleted with the person; so is the picture, by a job.
    sqlx::query!("delete from users where id = $1", person.0).execute(tx.conn()).await?;
    tx.commit().await
}

/// The organisations stay locked, so that two owners who leave at once cannot both rely on each other.
async fn refuse_sole_owner(tx: &mut IdentityTx, signed_in: &SignedIn) -> Result<()> {
    let owned = sqlx::query!(
        "select o.id, o.name from organizations o join memberships m on m.organization_id = o.id
         where m.user_id = $1 and m.role = 'owner' and o.deleted_at is null order by o.id for update of o",
        signed_in.user().0
    )
    .fetch_all(tx.conn())
    .await?;
    let ids: Vec<_> = owned.iter().map(|organization| organization.id).collect();
    let shared = sqlx::query_scalar!(
        "select distinct organization_id from memberships
         where organization_id = any($1) and role = 'owner' and user_id <> $2",
        &ids,
        signed_in.user().0
    )
    .fetch_all(tx.conn())
    .await?;
    let alone: Vec<String> =
        owned.into_iter().filter(|owned| !shared.contains(&owned.id)).map(|owned| owned.name).collect();
    if alone.is_empty() {
        return Ok(());
    }
    let message = format!("You are the only owner of {}. Hand it over or delete it first.", alone.join(", "));
    Err(AppError::conflict(message).into())
}

async fn refuse_last_operator(tx: &mut IdentityTx, signed_in: &SignedIn) -> Result<()> {
    let others = sqlx::query_scalar!(
        r#"select not is_god or exists (select from users other where other.is_god and other.id <> users.id) as "others!"
           from users where id = $1 for update"#,
        signed_in.user().0
    )
    .fetch_one(tx.conn())
    .await?;
    if others { Ok(()) } else { Err(AppError::conflict("You are the only operator of this platform.").into()) }
}
