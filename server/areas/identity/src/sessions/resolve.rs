//! Resolves a cookie's token to the person and the organisation they are in, on every request.

use crate::desk;
use chrono::{DateTime, Duration, Utc};
use domain::Role;
use domain::closures::{ClosedOrganization, Closure};
use domain::ids::{ImpersonationId, OrganizationId, SessionId, UserId};
use domain::impersonation::ViewingAs;
use domain::members::MemberTier;
use domain::organizations::OrganizationCard;
use domain::pictures::Picture;
use domain::viewer::{CurrentOrganization, Viewer};
use serde::Deserialize;
use server_core::db::IdentityTx;
use server_core::files::url;
use server_core::moments::{Tz, zone};
use server_core::{Backend, Error, Origin, Result, SignedIn, random};
use sqlx::types::Json;
use uuid::Uuid;

use super::viewing::{EndReason, end_viewing};

/// How old "last seen" may be before it is written again.
const TOUCH_AFTER: Duration = Duration::minutes(1);

struct Row {
    id: Uuid,
    last_seen_at: DateTime<Utc>,
    proved_at: Option<DateTime<Utc>>,
    current_organization_id: Option<Uuid>,
    user_id: Uuid,
    email: String,
    name: String,
    email_verified: bool,
    is_god: bool,
    theme: String,
    picture_key: Option<String>,
    has_two_factor: bool,
    organizations: Json<Vec<Membership>>,
    /// The session's own user; somebody else than the viewer while impersonating.
    actor_id: Uuid,
    actor_name: String,
    actor_is_god: bool,
    impersonation_id: Option<Uuid>,
    impersonation_expires_at: Option<DateTime<Utc>>,
}

impl Row {
    /// The impersonation that must end, and why: its preconditions are checked on each request.
    fn over(&self, now: DateTime<Utc>) -> Option<(ImpersonationId, EndReason)> {
        let (id, expires) = self.impersonation_id.zip(self.impersonation_expires_at)?;
        let place = self.organizations.iter().find(|m| Some(m.id.0) == self.current_organization_id);
        let reason = match place {
            _ if !self.actor_is_god => EndReason::Demoted,
            _ if expires <= now => EndReason::Expired,
            None => EndReason::SubjectLeft,
            Some(_) if self.is_god => EndReason::SubjectLeft,
            Some(place) if place.closed().is_some() => EndReason::Closed,
            Some(_) => return None,
        };
        Some((id.into(), reason))
    }

    /// The content of the impersonation banner.
    fn viewing_as(&self, now: DateTime<Utc>) -> Option<ViewingAs> {
        let left = self.impersonation_expires_at? - now;
        let place = self.organizations.iter().find(|m| Some(m.id.0) == self.current_organization_id)?;
        Some(ViewingAs {
            organization: place.name.clone(),
            person: self.name.clone(),
            operator: self.actor_name.clone(),
            seconds_left: u32::try_from(left.num_seconds()).unwrap_or_default(),
        })
    }
}

#[derive(Deserialize)]
struct Membership {
    id: OrganizationId,
    name: String,
    slug: String,
    time_zone: String,
    accent: String,
    logo: Option<String>,
    favicon: Option<String>,
    role: Role,
    tier: MemberTier,
    require_two_factor: bool,
    suspended: bool,
    suspended_reason: Option<String>,
    deleted: bool,
}

impl Membership {
    /// How the organisation is closed, if it is.
    fn closed(&self) -> Option<ClosedOrganization> {
        let closure = match (self.deleted, self.suspended) {
            (true, _) => Closure::Deleted,
            (false, true) => Closure::Suspended { reason: self.suspended_reason.clone().unwrap_or_default() },
            (false, false) => return None,
        };
        Some(ClosedOrganization { id: self.id, name: self.name.clone(), closure })
    }
}

/// The session of the token, for a request from `origin`; none if it is unknown, ended or expired.
#[expect(clippy::disallowed_methods, reason = "this is where a session is resolved")]
pub async fn resolve(backend: &Backend, token: &str, origin: Origin) -> Result<Option<SignedIn>> {
    let mut tx = desk(backend).await?;
    let Some(mut row) = read(&mut tx, token).await? else { return Ok(None) };
    if let Some((impersonation, reason)) = row.over(tx.now()) {
        end_viewing(&mut tx, impersonation, reason, origin).await?;
        tx.commit().await?;
        tx = desk(backend).await?;
        let Some(own) = read(&mut tx, token).await? else { return Ok(None) };
        row = own;
    }
    if tx.now() - row.last_seen_at >= TOUCH_AFTER {
        touch(&mut tx, row.id, backend.settings.session_idle).await?;
        tx.commit().await?;
    }
    let (session, proved_at) = (SessionId(row.id), row.proved_at);
    let (left, actor, impersonation) = (left(&row), UserId(row.actor_id), row.impersonation_id);
    let (viewer, zone) = viewer(row, backend.clock.now(), backend.settings.operator_two_factor)?;
    let signed_in = SignedIn::new(session, viewer).proved(proved_at).leaving(left).from_origin(origin).in_zone(zone);
    Ok(Some(match impersonation {
        Some(impersonation) => signed_in.impersonating(impersonation.into(), actor),
        None => signed_in,
    }))
}

async fn read(tx: &mut IdentityTx, token: &str) -> Result<Option<Row>> {
    let now = tx.now();
    Ok(sqlx::query_as!(
        Row,
        r#"select s.id, s.last_seen_at, s.proved_at,
             case when i.id is null then s.current_organization_id else i.organization_id end as current_organization_id,
             u.id as user_id, u.email, u.name, u.email_verified_at is not null as "email_verified!", u.is_god, u.theme, u.picture_key,
             exists (select from totp_credentials t where t.user_id = u.id and t.confirmed_at is not null) as "has_two_factor!",
             coalesce((
               select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'slug', o.slug, 'accent', o.accent,
                   'time_zone', o.time_zone, 'role', m.role, 'tier', m.tier, 'require_two_factor', o.require_two_factor,
                   'suspended', o.suspended_at is not null, 'suspended_reason', o.suspended_reason,
                   'deleted', o.deleted_at is not null, 'logo', o.logo_key, 'favicon', o.favicon_key)
                 order by lower(o.name), o.id)
               from memberships m join organizations o on o.id = m.organization_id
               where m.user_id = u.id), '[]') as "organizations!: Json<Vec<Membership>>",
             a.id as actor_id, a.name as actor_name, a.is_god as actor_is_god,
             i.id as "impersonation_id?", i.expires_at as "impersonation_expires_at?"
           from sessions s
           join users a on a.id = s.user_id
           left join impersonations i on i.session_id = s.id and i.ended_at is null
           join users u on u.id = coalesce(i.subject_id, a.id)
           where s.token_hash = $1 and s.idle_expires_at > $2 and s.expires_at > $2"#,
        random::token_hash(token),
        now,
    )
    .fetch_optional(tx.conn())
    .await?)
}

async fn touch(tx: &mut IdentityTx, session: Uuid, idle: Duration) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "update sessions set last_seen_at = $2, idle_expires_at = least($3::timestamptz, expires_at) where id = $1",
        session,
        now,
        now + idle
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The organisation that the session was in, if it has closed and there is another one to move to.
fn left(row: &Row) -> Option<ClosedOrganization> {
    let left = row.organizations.iter().find(|m| Some(m.id.0) == row.current_organization_id)?.closed()?;
    row.organizations.iter().any(|m| m.closed().is_none()).then_some(left)
}

/// The session's organisation counts only while the person belongs to it and it is open; otherwise it is the first open
/// one by name. Returned with that organisation's time zone.
fn viewer(row: Row, now: DateTime<Utc>, operator_two_factor: bool) -> Result<(Viewer, Tz)> {
    let viewing_as = row.viewing_as(now);
    let closed = row.organizations.iter().filter_map(Membership::closed).collect();
    let memberships: Vec<Membership> = row.organizations.0.into_iter().filter(|m| m.closed().is_none()).collect();
    // An impersonated person is seen in one organisation only.
    let memberships: Vec<Membership> = memberships
        .into_iter()
        .filter(|m| viewing_as.is_none() || Some(m.id.0) == row.current_organization_id)
        .collect();
    let current = memberships.iter().find(|m| Some(m.id.0) == row.current_organization_id).or(memberships.first());
    let asked = current.is_some_and(|m| m.require_two_factor) || (row.is_god && operator_two_factor);
    let zone = current.map_or(Tz::UTC, |m| zone(&m.time_zone));
    let viewer = Viewer {
        user_id: UserId(row.user_id),
        name: row.name,
        email: row.email,
        email_verified: row.email_verified,
        is_god: row.is_god,
        theme: row.theme.parse().map_err(Error::Fault)?,
        picture: url(Picture::Avatar, row.picture_key.as_deref()),
        has_two_factor: row.has_two_factor,
        // The impersonating operator has stepped up already, which is more than the person could prove.
        needs_two_factor: asked && !row.has_two_factor && viewing_as.is_none(),
        current: current.map(|m| CurrentOrganization {
            id: m.id,
            name: m.name.clone(),
            slug: m.slug.clone(),
            accent: m.accent.clone(),
            logo: url(Picture::Logo, m.logo.as_deref()),
            favicon: url(Picture::Favicon, m.favicon.as_deref()),
            role: m.role,
            tier: m.tier,
        }),
        organizations: memberships
            .iter()
            .map(|m| OrganizationCard { id: m.id, name: m.name.clone(), role: m.role })
            .collect(),
        closed,
        viewing_as,
    };
    Ok((viewer, zone))
}
