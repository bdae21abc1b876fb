//! Invites people to join, sends invitations again, or revokes them. Each invitation is bound to an address, also one
//! that is handed over as a link: a link that anybody could use would let anybody in.

use chrono::{DateTime, Duration, Utc};
use domain::ids::InviteId;
use domain::invites::{InviteAgain, InviteMember, NewInviteLink};
use domain::{AppError, FieldErrors, Permission, Role};
use serde_json::json;
use server_core::db::TenantTx;
use server_core::random::Token;
use server_core::throttle::{Account, Limit};
use server_core::{Backend, Caller, Error, Result, audit, limits, moments, outbox, random, throttle};
use uuid::Uuid;

use super::Asker;
use crate::actions;
use crate::letters::Invite;

/// Invitations of one organisation.
const INVITE: Limit = Limit { name: "invite", minutes: 60, per_account: 100, per_address: 200 };
/// One invitation, sent again.
const INVITE_AGAIN: Limit = Limit { name: "invite_again", minutes: 60, per_account: 5, per_address: 100 };
/// The page that takes a member invitation's token.
const PATH: &str = "invite";

/// Invites an address, by mail or with a link to hand over. The answer is the same whether the address has an account
/// or not. Inviting an owner requires a proof first.
pub async fn invite(backend: &Backend, asker: Asker<'_>, form: InviteMember) -> Result<NewInviteLink> {
    let caller = asker.caller;
    caller.allow(Permission::InviteMembers)?;
    let spec = form.validate()?;
    if spec.role > caller.role() {
        return Err(FieldErrors::of("role", "You can invite people up to your own role.").into());
    }
    asker.prove_to_give(backend, spec.role).await?;
    throttle::admit(backend, INVITE, Account::Thing(&caller.org().to_string()), asker.visit).await?;
    let mut tx = backend.db.tenant(caller).await?;
    let (now, id, token) = (tx.now(), random::id(), Token::new());
    refuse_member(&mut tx, &spec.email).await?;
    limits::require_seat(&mut tx).await?;
    let expires = now + Duration::hours(spec.hours.into());
    let mail = if spec.by_mail {
        Some(send(&mut tx, backend, (&spec.email, spec.role), &token, expires).await?)
    } else {
        None
    };
    sqlx::query!(
        "insert into invites (id, email, role, tier, token_hash, invited_by, created_at, expires_at, valid_hours, mail_id,
           by_mail)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id,
        spec.email.as_str(),
        spec.role.as_str(),
        spec.tier.as_str(),
        token.hash(),
        caller.actor().0,
        now,
        expires,
        spec.hours,
        mail,
        spec.by_mail,
    )
    .execute(tx.conn())
    .await
    .map_err(|error| clash(error.into()))?;
    let detail = json!({ "email": spec.email, "role": spec.role, "tier": spec.tier, "by_mail": spec.by_mail });
    audit::record(&mut tx, actions::INVITE, Some(id.to_string()), detail).await?;
    tx.commit().await?;
    Ok(fresh(backend, spec.email.into(), &token, spec.by_mail))
}

/// Makes a fresh link, by mail or to hand over, and the old one invalid; an expired invitation is open again, if a seat
/// is left. Sending an owner's again requires a proof first, as a new one does.
pub async fn resend(backend: &Backend, asker: Asker<'_>, form: InviteAgain) -> Result<NewInviteLink> {
    let caller = asker.caller;
    caller.allow(Permission::InviteMembers)?;
    // Before the invitation is locked: a proof takes its time.
    let role = role_of(backend, caller, form.id).await?;
    asker.prove_to_give(backend, role).await?;
    throttle::admit(backend, INVITE_AGAIN, Account::Thing(&form.id.to_string()), asker.visit).await?;
    let mut tx = backend.db.tenant(caller).await?;
    let (now, token, by_mail) = (tx.now(), Token::new(), form.by != "link");
    let invite = open(&mut tx, form.id).await?;
    if invite.expires_at <= now {
        limits::require_seat(&mut tx).await?;
    }
    let expires = now + Duration::hours(invite.valid_hours.into());
    let mail =
        if by_mail { Some(send(&mut tx, backend, (&invite.email, invite.role), &token, expires).await?) } else { None };
    let changed = sqlx::query!(
        "update invites set token_hash = $2, expires_at = $3, sent_again_at = $4, mail_id = $5, by_mail = $6, bounced_at = null
         where id = $1 and accepted_at is null and revoked_at is null",
        form.id.0,
        token.hash(),
        expires,
        now,
        mail,
        by_mail,
    )
    .execute(tx.conn())
    .await?;
    if changed.rows_affected() == 0 {
        return Err(settled());
    }
    let detail = json!({ "email": invite.email, "by_mail": by_mail });
    audit::record(&mut tx, actions::RESEND_INVITE, Some(form.id.to_string()), detail).await?;
    tx.commit().await?;
    Ok(fresh(backend, invite.email, &token, by_mail))
}

/// Makes the link invalid for good and frees its seat.
pub async fn revoke(backend: &Backend, caller: &Caller, id: InviteId) -> Result<()> {
    caller.allow(Permission::InviteMembers)?;
    let mut tx = backend.db.tenant(caller).await?;
    let now = tx.now();
    let invite = open(&mut tx, id).await?;
    let changed = sqlx::query!(
        "update invites set revoked_at = $2 where id = $1 and accepted_at is null and revoked_at is null",
        id.0,
        now
    )
    .execute(tx.conn())
    .await?;
    if changed.rows_affected() == 0 {
        return Err(settled());
    }
    audit::record(&mut tx, actions::REVOKE_INVITE, Some(id.to_string()), json!({ "email": invite.email })).await?;
    tx.commit().await
}

/// The role that the invitation gives; it never changes.
async fn role_of(backend: &Backend, caller: &Caller, id: InviteId) -> Result<Role> {
    let mut tx = backend.db.tenant(caller).await?;
    Ok(open(&mut tx, id).await?.role)
}

struct Open {
    email: String,
    role: Role,
    valid_hours: i32,
    expires_at: DateTime<Utc>,
}

/// The invitation, if it can still be changed, and by this caller.
async fn open(tx: &mut TenantTx, id: InviteId) -> Result<Open> {
    let row = sqlx::query!(
        r#"select email, role, valid_hours, expires_at, accepted_at is null and revoked_at is null as "is_open!"
           from invites where id = $1"#,
        id.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    let role: Role = row.role.parse().map_err(Error::Fault)?;
    if role > tx.caller().role() {
        return Err(AppError::Forbidden.into());
    }
    if !row.is_open {
        return Err(settled());
    }
    Ok(Open { email: row.email, role, valid_hours: row.valid_hours, expires_at: row.expires_at })
}

async fn refuse_member(tx: &mut TenantTx, email: &str) -> Result<()> {
    let belongs = sqlx::query_scalar!(
        r#"select exists (select from memberships m join users u on u.id = m.user_id where u.email = $1) as "belongs!""#,
        email
    )
    .fetch_one(tx.conn())
    .await?;
    if belongs {
        return Err(FieldErrors::of("email", "Somebody with this address is a member already.").into());
    }
    Ok(())
}

async fn send(
    tx: &mut TenantTx,
    backend: &Backend,
    (to, role): (&str, Role),
    token: &Token,
    expires: DateTime<Utc>,
) -> Result<Uuid> {
    let caller = *tx.caller();
    let names = sqlx::query!(
        r#"select o.name as organization, u.name as "inviter?" from organizations o
           left join users u on u.id = $2 where o.id = $1"#,
        caller.org().0,
        caller.subject().0
    )
    .fetch_one(tx.conn())
    .await?;
    let letter = Invite {
        inviter: names.inviter.unwrap_or_else(|| names.organization.clone()),
        organization: names.organization,
        role: role.with_article().to_owned(),
        link: link(backend, token),
        expires_text: format!("on {}", moments::when_text(expires)),
    };
    Ok(outbox::queue(tx.conn(), backend, Some(caller.org()), to, &letter).await?.0)
}

fn link(backend: &Backend, token: &Token) -> String {
    format!("{}/{PATH}/{}", backend.settings.base_url, token.as_str())
}

fn fresh(backend: &Backend, email: String, token: &Token, by_mail: bool) -> NewInviteLink {
    NewInviteLink { email, link: (!by_mail).then(|| link(backend, token)) }
}

fn settled() -> Error {
    AppError::conflict("This invitation was accepted or withdrawn already.").into()
}

fn clash(error: Error) -> Error {
    match error.constraint() {
        Some("invites_open_key") => {
            let message = "This address has an open invitation already. Send that one again, or take it back.";
            FieldErrors::of("email", message).into()
        }
        _ => error,
    }
}
