//! Transfers the ownership of the organisation: offered with a proof, and in force once the other accepts. The new
//! owner takes the place of the old one, who stays as an admin.

use chrono::{DateTime, Duration, Utc};
use domain::ids::UserId;
use domain::members::{OfferOwnership, OpenTransfer};
use domain::{AppError, Permission, Role};
use serde_json::json;
use server_core::db::TenantTx;
use server_core::moments::Reader;
use server_core::{Backend, Caller, Result, SignedIn, Visit, audit, limits, moments, outbox, random};
use uuid::Uuid;

use super::owners;
use crate::actions;
use crate::letters::OwnershipOffer;

/// How long an offer waits for its answer.
const STANDS: Duration = Duration::days(7);

/// An offer as it is stored.
pub(super) struct Open {
    id: Uuid,
    from_user_id: Uuid,
    to_user_id: Uuid,
    expires_at: DateTime<Utc>,
    from: String,
    to: String,
    to_email: String,
    organization: String,
}

/// The open offer, for everybody whom it concerns: its two people and every owner.
pub async fn transfer(backend: &Backend, caller: &Caller) -> Result<Option<OpenTransfer>> {
    caller.allow(Permission::SeeMembers)?;
    let mut tx = backend.db.tenant(caller).await?;
    let reader = tx.reader();
    Ok(read(&mut tx).await?.filter(|open| open.is_seen_by(caller)).map(|open| open.told(caller, reader)))
}

/// Offers the organisation to another member and mails them; nothing changes until they accept.
pub async fn offer(
    backend: &Backend,
    signed_in: &SignedIn,
    caller: &Caller,
    visit: &Visit,
    form: OfferOwnership,
) -> Result<()> {
    caller.refuse_impersonation()?;
    caller.allow(Permission::TransferOwnership)?;
    if form.id == caller.subject() {
        return Err(AppError::conflict("You own this organisation already.").into());
    }
    identity_area::prove(backend, signed_in, visit, &form.proof).await?;
    let mut tx = backend.db.tenant(caller).await?;
    let (now, id) = (tx.now(), random::id());
    limits::hold(tx.conn(), caller.org()).await?;
    owners::role_of(tx.conn(), caller.org(), form.id).await?;
    if read(&mut tx).await?.is_some() {
        return Err(AppError::conflict("There is an open offer already. Take it back first.").into());
    }
    expire(&mut tx).await?;
    sqlx::query!(
        "insert into ownership_transfers (id, from_user_id, to_user_id, created_at, expires_at) values ($1, $2, $3, $4, $5)",
        id,
        caller.subject().0,
        form.id.0,
        now,
        now + STANDS,
    )
    .execute(tx.conn())
    .await?;
    if let Some(open) = read(&mut tx).await? {
        let to = open.to_email.clone();
        outbox::queue(tx.conn(), backend, Some(caller.org()), &to, &letter(backend, open)).await?;
    }
    audit::record(&mut tx, actions::OFFER_OWNERSHIP, Some(form.id.to_string()), json!({ "transfer": id })).await?;
    tx.commit().await
}

/// Withdraws the offer; any owner may.
pub async fn withdraw(backend: &Backend, caller: &Caller) -> Result<()> {
    caller.refuse_impersonation()?;
    caller.allow(Permission::TransferOwnership)?;
    let mut tx = backend.db.tenant(caller).await?;
    limits::hold(tx.conn(), caller.org()).await?;
    let open = read(&mut tx).await?.ok_or_else(gone)?;
    end(&mut tx, open.id, "withdrawn").await?;
    audit::record(
        &mut tx,
        actions::WITHDRAW_OWNERSHIP,
        Some(open.to_user_id.to_string()),
        json!({ "transfer": open.id }),
    )
    .await?;
    tx.commit().await
}

/// Declines an offer.
pub async fn decline(backend: &Backend, caller: &Caller) -> Result<()> {
    caller.refuse_impersonation()?;
    caller.refuse_keys()?;
    let mut tx = backend.db.tenant(caller).await?;
    limits::hold(tx.conn(), caller.org()).await?;
    let open = for_caller(&mut tx).await?;
    end(&mut tx, open.id, "declined").await?;
    audit::record(
        &mut tx,
        actions::DECLINE_OWNERSHIP,
        Some(open.from_user_id.to_string()),
        json!({ "transfer": open.id }),
    )
    .await?;
    tx.commit().await
}

/// Accepts an offer: the caller becomes an owner, and the person who offered becomes an admin. Nothing happens if that
/// person is no longer an owner.
pub async fn accept(backend: &Backend, caller: &Caller) -> Result<()> {
    caller.refuse_impersonation()?;
    caller.refuse_keys()?;
    let mut tx = backend.db.tenant(caller).await?;
    limits::hold(tx.conn(), caller.org()).await?;
    let open = for_caller(&mut tx).await?;
    let from = UserId(open.from_user_id);
    if owners::role_of(tx.conn(), caller.org(), from).await? != Role::Owner {
        end(&mut tx, open.id, "expired").await?;
        tx.commit().await?;
        return Err(gone().into());
    }
    sqlx::query!(
        "update memberships set role = case when user_id = $1 then 'owner' else 'admin' end where user_id in ($1, $2)",
        caller.subject().0,
        from.0
    )
    .execute(tx.conn())
    .await?;
    end(&mut tx, open.id, "accepted").await?;
    let detail = json!({ "transfer": open.id, "from": from, "to": caller.subject() });
    audit::record(&mut tx, actions::ACCEPT_OWNERSHIP, Some(from.to_string()), detail).await?;
    tx.commit().await
}

impl Open {
    /// Whether the caller is one whom it concerns.
    pub(super) fn is_seen_by(&self, caller: &Caller) -> bool {
        let person = caller.subject().0;
        person == self.to_user_id || person == self.from_user_id || caller.role() == Role::Owner
    }

    /// The offer as this caller's page shows it.
    pub(super) fn told(self, caller: &Caller, reader: Reader) -> OpenTransfer {
        OpenTransfer {
            expires: reader.moment(self.expires_at),
            is_for_you: caller.subject().0 == self.to_user_id,
            may_withdraw: caller.role() == Role::Owner,
            from: self.from,
            to: self.to,
            to_id: UserId(self.to_user_id),
            organization: self.organization,
        }
    }
}

/// The organisation's open offer, if it has not expired.
pub(super) async fn read(tx: &mut TenantTx) -> Result<Option<Open>> {
    let now = tx.now();
    Ok(sqlx::query_as!(
        Open,
        r#"select t.id, t.from_user_id, t.to_user_id, t.expires_at, f.name as "from", r.name as "to",
             r.email as to_email, o.name as organization
           from ownership_transfers t
           join users f on f.id = t.from_user_id
           join users r on r.id = t.to_user_id
           join organizations o on o.id = t.organization_id
           where t.ended_at is null and t.expires_at > $1"#,
        now
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// The open offer if it is made to the caller; for everybody else there is none.
async fn for_caller(tx: &mut TenantTx) -> Result<Open> {
    let caller = *tx.caller();
    let open = read(tx).await?.filter(|open| open.to_user_id == caller.subject().0);
    Ok(open.ok_or_else(gone)?)
}

async fn end(tx: &mut TenantTx, id: Uuid, outcome: &str) -> Result<()> {
    let now = tx.now();
    sqlx::query!("update ownership_transfers set ended_at = $2, outcome = $3 where id = $1", id, now, outcome)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Deletes an offer that expired without an answer, to make room for another.
async fn expire(tx: &mut TenantTx) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "update ownership_transfers set ended_at = $1, outcome = 'expired' where ended_at is null and expires_at <= $1",
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

fn gone() -> AppError {
    AppError::conflict("There is no open offer for you. It may have been taken back, answered, or have expired.")
}

fn letter(backend: &Backend, open: Open) -> OwnershipOffer {
    OwnershipOffer {
        name: open.to,
        owner: open.from,
        organization: open.organization,
        link: format!("{}/settings/members", backend.settings.base_url),
        expires_text: format!("on {}", moments::when_text(open.expires_at)),
    }
}
