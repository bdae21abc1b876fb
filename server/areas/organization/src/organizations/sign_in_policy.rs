//! Whether an organisation requires a second factor of its members.

use crate::actions;
use domain::accounts::{EditSignInPolicy, SignInPolicy};
use domain::{AppError, Permission};
use identity_area::prove;
use serde_json::json;
use server_core::{Backend, Caller, Result, SignedIn, Visit, audit};

/// The page about signing in. How many people have a second factor is counted through `Db::identity`, since no tenant
/// can read credentials.
#[expect(clippy::disallowed_methods, reason = "it is about how people sign in")]
pub async fn sign_in_policy(backend: &Backend, signed_in: &SignedIn) -> Result<SignInPolicy> {
    let caller = signed_in.caller()?;
    caller.allow(Permission::EditOrganization)?;
    let mut tx = backend.db.identity().await?;
    let row = sqlx::query!(
        r#"select o.require_two_factor, count(m.user_id) as "members!", count(t.user_id) as "members_with!"
           from organizations o
           join memberships m on m.organization_id = o.id
           left join totp_credentials t on t.user_id = m.user_id and t.confirmed_at is not null
           where o.id = $1 group by o.id"#,
        caller.org().0
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(SignInPolicy {
        require_two_factor: row.require_two_factor,
        members_with: u32::try_from(row.members_with).unwrap_or_default(),
        members: u32::try_from(row.members).unwrap_or_default(),
        may_edit: caller.role().may(Permission::EditSignInPolicy),
        have_it: signed_in.viewer().has_two_factor,
    })
}

/// Changes it, with a proof. Whoever requires a second factor of others must have one first.
pub async fn edit_sign_in_policy(
    backend: &Backend,
    signed_in: &SignedIn,
    visit: &Visit,
    form: EditSignInPolicy,
) -> Result<()> {
    signed_in.refuse_impersonation()?;
    let caller: Caller = signed_in.caller()?;
    caller.allow(Permission::EditSignInPolicy)?;
    let (require, proof) = form.validate()?;
    if require && !signed_in.viewer().has_two_factor {
        return Err(AppError::conflict("Set up two-factor sign-in for yourself first.").into());
    }
    prove(backend, signed_in, visit, &proof).await?;
    let mut tx = backend.db.tenant(&caller).await?;
    sqlx::query!("update organizations set require_two_factor = $2 where id = $1", caller.org().0, require)
        .execute(tx.conn())
        .await?;
    let detail = json!({ "require_two_factor": require });
    audit::record(&mut tx, actions::EDIT_SIGN_IN_POLICY, Some(caller.org().to_string()), detail).await?;
    tx.commit().await
}
