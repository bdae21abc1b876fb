//! Whose rights a request has. Resolved once per request; every use case takes one of these.

use std::ops::Deref;

use chrono::{DateTime, Utc};
use domain::closures::ClosedOrganization;
use domain::ids::{ApiKeyId, ImpersonationId, OrganizationId, RunId, SessionId, UserId};
use domain::members::MemberTier;
use domain::viewer::Viewer;
use domain::{AppError, Permission, Role, Standing};

use crate::Origin;
use crate::moments::{Reader, Tz};

/// How a caller came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    Session(SessionId),
    /// A run that continues after its request.
    Run(RunId),
    CommandLine,
    /// A job that runs in the name of the person who asked for it.
    Job,
    /// A program with a person's key.
    ApiKey(ApiKeyId),
}

/// The most that a key may do, whatever its person's role allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scopes(u64);

impl Scopes {
    /// These permissions and nothing else.
    pub fn of(permissions: &[Permission]) -> Self {
        Self(permissions.iter().fold(0, |bits, permission| bits | Self::bit(*permission)))
    }

    fn include(self, permission: Permission) -> bool {
        self.0 & Self::bit(permission) != 0
    }

    fn bit(permission: Permission) -> u64 {
        1 << (permission as u32)
    }
}

/// A person in an organisation. `actor` is at the keyboard, `subject` is the person whose rights apply: their id is
/// part of their standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    actor: UserId,
    standing: Standing,
    org: OrganizationId,
    via: Via,
    /// None limits the caller by the role alone.
    scopes: Option<Scopes>,
    origin: Origin,
    zone: Tz,
}

impl Caller {
    /// Called where a session is resolved and where a run or a command continues in its name; nowhere else.
    pub fn new(actor: UserId, subject: Standing, org: OrganizationId, via: Via) -> Self {
        Self { actor, standing: subject, org, via, scopes: None, origin: Origin::NONE, zone: Tz::UTC }
    }

    /// The same caller, limited to these scopes.
    #[must_use]
    pub fn held_to(self, scopes: Scopes) -> Self {
        Self { scopes: Some(scopes), ..self }
    }

    /// The same caller with the origin of its request.
    #[must_use]
    pub fn from_origin(self, origin: Origin) -> Self {
        Self { origin, ..self }
    }

    /// The same caller, whose organisation uses this time zone.
    #[must_use]
    pub fn in_zone(self, zone: Tz) -> Self {
        Self { zone, ..self }
    }

    /// The same caller, as the run that continues in their name.
    #[must_use]
    pub fn as_run(self, run: RunId) -> Self {
        Self { via: Via::Run(run), ..self }
    }

    /// The person at the keyboard.
    pub fn actor(&self) -> UserId {
        self.actor
    }

    /// The person whose rights apply.
    pub fn subject(&self) -> UserId {
        self.standing.person
    }

    /// The organisation that the session is in.
    pub fn org(&self) -> OrganizationId {
        self.org
    }

    /// The subject's role in it.
    pub fn role(&self) -> Role {
        self.standing.role
    }

    /// The subject's tier in it.
    pub fn tier(&self) -> MemberTier {
        self.standing.tier
    }

    /// The subject's id, role and tier in it; for [`domain::Audience::admits`].
    pub fn standing(&self) -> Standing {
        self.standing
    }

    /// How the caller came in.
    pub fn via(&self) -> Via {
        self.via
    }

    /// The request's id and address.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// The organisation's time zone when the caller was resolved; UTC where no person reads the result.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// Whether the operator views as the subject: then nothing is marked as read, nobody is shown as present, and
    /// nothing is written in the subject's name.
    pub fn is_impersonating(&self) -> bool {
        self.actor != self.subject()
    }

    /// Refuses an act that nobody may do while impersonating.
    pub fn refuse_impersonation(&self) -> Result<(), AppError> {
        if self.is_impersonating() { Err(in_their_place()) } else { Ok(()) }
    }

    /// Refuses to give anybody a role above the lowest while impersonating: it would outlive the impersonation.
    pub fn may_hand_out(&self, role: Role) -> Result<(), AppError> {
        if role > Role::Member { self.refuse_impersonation() } else { Ok(()) }
    }

    /// Refuses a key whose scopes leave this permission out. Sessions always pass: for reads that every role may do.
    pub fn allow_key(&self, permission: Permission) -> Result<(), AppError> {
        if self.scopes.is_none_or(|scopes| scopes.include(permission)) { Ok(()) } else { Err(AppError::Forbidden) }
    }

    /// Refuses every key, whatever its scopes: for decisions that only the person themselves makes.
    pub fn refuse_keys(&self) -> Result<(), AppError> {
        if self.scopes.is_none() { Ok(()) } else { Err(AppError::Forbidden) }
    }

    /// Refuses unless the role has the permission and, for a key, its scopes do too.
    pub fn allow(&self, permission: Permission) -> Result<(), AppError> {
        self.allow_key(permission)?;
        if self.role().may(permission) { Ok(()) } else { Err(AppError::Forbidden) }
    }
}

/// The operator of the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct God {
    actor: UserId,
    origin: Origin,
}

impl God {
    /// Called where a session is resolved, and by the command line.
    pub fn new(actor: UserId) -> Self {
        Self { actor, origin: Origin::NONE }
    }

    /// The person.
    pub fn actor(&self) -> UserId {
        self.actor
    }

    /// The request's id and address.
    pub fn origin(&self) -> Origin {
        self.origin
    }
}

/// The operator, who has stepped up a short while ago: for acts that cannot be undone, or that reach people outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProvenGod(God);

impl ProvenGod {
    /// Called where the proof is checked: see `identity_area::proven_god`.
    pub fn new(god: God) -> Self {
        Self(god)
    }
}

impl Deref for ProvenGod {
    type Target = God;

    fn deref(&self) -> &God {
        &self.0
    }
}

/// A resolved session: the person, and the organisation they are in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    session: SessionId,
    viewer: Viewer,
    /// Somebody else than the viewer while impersonating.
    actor: UserId,
    impersonation: Option<ImpersonationId>,
    /// The organisation that the session was in when it closed; the next page load moves the session to another one.
    left: Option<ClosedOrganization>,
    proved_at: Option<DateTime<Utc>>,
    origin: Origin,
    zone: Tz,
}

impl SignedIn {
    /// Called where a session is resolved.
    pub fn new(session: SessionId, viewer: Viewer) -> Self {
        let actor = viewer.user_id;
        Self {
            session,
            viewer,
            actor,
            impersonation: None,
            left: None,
            proved_at: None,
            origin: Origin::NONE,
            zone: Tz::UTC,
        }
    }

    /// The operator's session, while impersonating the viewer.
    #[must_use]
    pub fn impersonating(self, impersonation: ImpersonationId, actor: UserId) -> Self {
        Self { impersonation: Some(impersonation), actor, ..self }
    }

    /// A session whose person last proved who they are at this time.
    #[must_use]
    pub fn proved(self, proved_at: Option<DateTime<Utc>>) -> Self {
        Self { proved_at, ..self }
    }

    /// When the person last proved who they are; none in a session older than that column.
    pub fn proved_at(&self) -> Option<DateTime<Utc>> {
        self.proved_at
    }

    /// A session whose organisation closed while it was in it.
    #[must_use]
    pub fn leaving(self, left: Option<ClosedOrganization>) -> Self {
        Self { left, ..self }
    }

    /// The same session with the origin of its request.
    #[must_use]
    pub fn from_origin(self, origin: Origin) -> Self {
        Self { origin, ..self }
    }

    /// The same session, whose organisation uses this time zone.
    #[must_use]
    pub fn in_zone(self, zone: Tz) -> Self {
        Self { zone, ..self }
    }

    /// The session's id.
    pub fn session(&self) -> SessionId {
        self.session
    }

    /// The person whose rights apply.
    pub fn user(&self) -> UserId {
        self.viewer.user_id
    }

    /// The person at the keyboard.
    pub fn actor(&self) -> UserId {
        self.actor
    }

    /// The viewer that the shell shows.
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// The request's id and address.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// The reader of times at `now`: in the zone of the session's organisation, or in UTC where there is none.
    pub fn reader(&self, now: DateTime<Utc>) -> Reader {
        Reader { now, zone: self.zone }
    }

    /// The organisation that closed while the session was in it.
    pub fn left(&self) -> Option<&ClosedOrganization> {
        self.left.as_ref()
    }

    /// The impersonation that this session is in.
    pub fn impersonation(&self) -> Option<ImpersonationId> {
        self.impersonation
    }

    /// Refuses acts that nobody may do while impersonating: passwords, addresses, sessions, keys, deletion, money.
    pub fn refuse_impersonation(&self) -> Result<(), AppError> {
        if self.impersonation.is_some() { Err(in_their_place()) } else { Ok(()) }
    }

    /// The person in their organisation. A person without an organisation gets 404; one whose organisation has just
    /// closed is told so, rather than moved to act in another one.
    #[expect(clippy::disallowed_methods, reason = "a session has been resolved")]
    pub fn caller(&self) -> Result<Caller, AppError> {
        if let Some(left) = self.left.as_ref().or_else(|| self.viewer.shut_out()) {
            return Err(left.error());
        }
        self.second_factor_where_asked()?;
        let place = self.viewer.current.as_ref().zip(self.viewer.standing());
        let (current, standing) = place.ok_or(AppError::NotFound)?;
        let caller = Caller::new(self.actor, standing, current.id, Via::Session(self.session));
        Ok(Caller { origin: self.origin, zone: self.zone, ..caller })
    }

    /// The operator. For everybody else the platform's pages do not exist, nor for an operator who is impersonating.
    #[expect(clippy::disallowed_methods, reason = "a session has been resolved")]
    pub fn god(&self) -> Result<God, AppError> {
        if !self.viewer.is_god || self.impersonation.is_some() {
            return Err(AppError::NotFound);
        }
        self.second_factor_where_asked()?;
        Ok(God { origin: self.origin, ..God::new(self.viewer.user_id) })
    }

    /// Refuses everything but the person's own account while a second factor is required and missing.
    fn second_factor_where_asked(&self) -> Result<(), AppError> {
        if self.viewer.needs_two_factor { Err(AppError::TwoFactorRequired) } else { Ok(()) }
    }
}

fn in_their_place() -> AppError {
    AppError::refused("You are viewing as somebody else, and this can only be done by the person themselves.")
}
