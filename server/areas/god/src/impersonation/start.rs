//! Begins an impersonation: with a reason, after stepping up.

use chrono::{DateTime, Duration, Utc};
use domain::ids::UserId;
use domain::impersonation::{LONGEST_MINUTES, ViewAs, ViewAsSpec};
use domain::{AppError, FieldErrors};
use serde_json::json;
use server_core::audit::{self, Act, Doer};
use server_core::db::IdentityTx;
use server_core::moments::{Reader, zone};
use server_core::{Backend, Result, SignedIn, Visit, outbox, random};

use crate::actions;
use crate::letters::ViewedAs;

/// Begins it; from the next request on the session resolves to the subject. The owners are notified by mail if their
/// organisation wants that.
#[expect(clippy::disallowed_methods, reason = "viewings stand with the sessions")]
pub async fn start(backend: &Backend, signed_in: &SignedIn, visit: &Visit, form: ViewAs) -> Result<()> {
    let god = signed_in.god()?;
    let spec = form.validate()?;
    identity_area::prove(backend, signed_in, visit, &spec.proof).await?;
    let mut tx = backend.db.identity().await?;
    let (now, id) = (tx.now(), random::id());
    let scene = look(&mut tx, god.actor(), &spec).await?;
    let written = sqlx::query!(
        "insert into impersonations
           (id, organization_id, actor_id, subject_id, session_id, reason, return_to, started_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        spec.organization.0,
        god.actor().0,
        spec.subject.0,
        signed_in.session().0,
        spec.reason.as_str(),
        spec.return_to,
        now,
        now + Duration::minutes(i64::from(LONGEST_MINUTES)),
    )
    .execute(tx.conn())
    .await;
    match written.map_err(server_core::Error::from) {
        Err(error) if error.constraint() == Some("impersonations_session_id_key") => {
            return Err(AppError::conflict("You are viewing as somebody already. Exit that first.").into());
        }
        written => written?,
    };
    let act = Act {
        action: actions::START_IMPERSONATION,
        target: Some(id.to_string()),
        detail: json!({ "reason": spec.reason, "operator": scene.operator, "person": scene.subject, "minutes": LONGEST_MINUTES }),
    };
    let doer = Doer::in_place_of(god.actor(), spec.subject, signed_in.origin());
    audit::record_identity(&mut tx, doer, Some(spec.organization), act).await?;
    tell_owners(&mut tx, backend, &spec, &scene).await?;
    tx.commit().await?;
    tracing::warn!(actor = %god.actor(), subject = %spec.subject, org = %spec.organization, "viewing as somebody");
    Ok(())
}

/// The names and settings that the impersonation begins with.
struct Scene {
    operator: String,
    subject: String,
    organization: String,
    tells_owners: bool,
    time_zone: String,
}

/// Reads everything that the decision needs, in this very transaction.
async fn look(tx: &mut IdentityTx, actor: UserId, spec: &ViewAsSpec) -> Result<Scene> {
    let operator = sqlx::query!("select name from users where id = $1 and is_god for share", actor.0)
        .fetch_optional(tx.conn())
        .await?
        .ok_or(AppError::NotFound)?
        .name;
    let organization = sqlx::query!(
        r#"select name, time_zone, mail_on_impersonation, suspended_at is not null or deleted_at is not null as "closed!"
           from organizations where id = $1"#,
        spec.organization.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    if organization.closed {
        return Err(AppError::conflict("This organisation is closed: nobody can be viewed as in it.").into());
    }
    let subject = sqlx::query!(
        "select u.name, u.is_god from memberships m join users u on u.id = m.user_id
         where m.organization_id = $1 and m.user_id = $2",
        spec.organization.0,
        spec.subject.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or_else(|| FieldErrors::of("subject", "This person is not in the organisation. Choose another one."))?;
    if subject.is_god || spec.subject == actor {
        return Err(FieldErrors::of("subject", "An operator cannot be viewed as, nor can you yourself.").into());
    }
    Ok(Scene {
        operator,
        subject: subject.name,
        organization: organization.name,
        tells_owners: organization.mail_on_impersonation,
        time_zone: organization.time_zone,
    })
}

async fn tell_owners(tx: &mut IdentityTx, backend: &Backend, spec: &ViewAsSpec, scene: &Scene) -> Result<()> {
    if !scene.tells_owners {
        return Ok(());
    }
    let now = tx.now();
    let owners = sqlx::query!(
        "select u.name, u.email from memberships m join users u on u.id = m.user_id
         where m.organization_id = $1 and m.role = 'owner' order by u.id limit 20",
        spec.organization.0
    )
    .fetch_all(tx.conn())
    .await?;
    for owner in owners {
        let letter = ViewedAs {
            name: owner.name,
            organization: scene.organization.clone(),
            operator: scene.operator.clone(),
            person: scene.subject.clone(),
            reason: spec.reason.to_string(),
            when_text: when(now, &scene.time_zone),
            link: format!("{}/settings/audit", backend.settings.base_url),
        };
        outbox::queue(tx.conn(), backend, Some(spec.organization), &owner.email, &letter).await?;
    }
    Ok(())
}

fn when(now: DateTime<Utc>, time_zone: &str) -> String {
    Reader { now, zone: zone(time_zone) }.moment(now).long
}
