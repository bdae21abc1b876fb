//! Seats: members and open invitations together, against the organisation's own number or its plan's.

use chrono::{DateTime, Utc};
use domain::AppError;
use domain::ids::{OrganizationId, UserId};
use domain::members::Seats;
use sqlx::PgConnection;

use crate::Result;
use crate::db::TenantTx;
use crate::limits::hold;

/// The state of the organisation's seats.
pub async fn seats(conn: &mut PgConnection, organization: OrganizationId, now: DateTime<Utc>) -> Result<Seats> {
    Ok(sqlx::query_as!(
        Seats,
        r#"select p.name as plan, coalesce(o.seats, p.seats) as "limit?",
             (select count(*) from memberships m where m.organization_id = o.id) as "members!",
             (select count(*) from invites i where i.organization_id = o.id
                and i.accepted_at is null and i.revoked_at is null and i.expires_at > $2) as "invites!"
           from organizations o join plans p on p.key = o.tier where o.id = $1"#,
        organization.0,
        now
    )
    .fetch_one(conn)
    .await?)
}

/// Refuses unless a seat is free. The next request waits for this transaction, so the last seat is promised once.
pub async fn require_seat(tx: &mut TenantTx) -> Result<()> {
    let (organization, now) = (tx.caller().org(), tx.now());
    hold(tx.conn(), organization).await?;
    let seats = seats(tx.conn(), organization, now).await?;
    if seats.are_left() { Ok(()) } else { Err(full(&seats).into()) }
}

/// Refuses an invited person if no seat is left, because the plan has become smaller. An existing member needs none.
pub async fn require_seat_to_enter(
    conn: &mut PgConnection,
    organization: OrganizationId,
    person: Option<UserId>,
    now: DateTime<Utc>,
) -> Result<()> {
    hold(conn, organization).await?;
    let belongs = sqlx::query_scalar!(
        r#"select exists (select from memberships where organization_id = $1 and user_id = $2) as "belongs!""#,
        organization.0,
        person.map(|person| person.0)
    )
    .fetch_one(&mut *conn)
    .await?;
    let seats = seats(conn, organization, now).await?;
    if belongs || seats.limit.is_none_or(|limit| seats.members < limit.into()) {
        return Ok(());
    }
    Err(AppError::Quota {
        message: "Every seat of this organisation is taken. Ask whoever invited you to free one.".to_owned(),
    }
    .into())
}

fn full(seats: &Seats) -> AppError {
    let open = match seats.invites {
        0 => String::new(),
        1 => " and 1 open invitation".to_owned(),
        many => format!(" and {many} open invitations"),
    };
    let limit = seats.limit.unwrap_or_default();
    let message = format!(
        "All {limit} seats of the plan {} are taken: {} members{open}. Free one, or move to a larger plan.",
        seats.plan, seats.members
    );
    AppError::Quota { message }
}
