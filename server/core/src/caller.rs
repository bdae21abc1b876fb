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
    /// A run that goes on after its request.
    Run(RunId),
    CommandLine,
    /// A job that goes on in the name of whoever asked for it.
    Job,
    /// A program with a person's key.
    ApiKey(ApiKeyId),
}

/// What a key may do at most, whatever its person's role allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scopes(u64);

impl Scopes {
    /// These and nothing else.
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

/// A person in an organisation. `actor` sits at the keyboard, `subject` is whose rights apply: their id is part of their
/// standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    actor: UserId,
    standing: Standing,
    org: OrganizationId,
    via: Via,
    /// None holds to nothing but the role.
    scopes: Option<Scopes>,
    origin: Origin,
    zone: Tz,
}

impl Caller {
    /// Made where a session is resolved and where a run or a command goes on in its name; nowhere else.
    pub fn new(actor: UserId, subject: Standing, org: OrganizationId, via: Via) -> Self {
        Self { actor, standing: subject, org, via, scopes: None, origin: Origin::NONE, zone: Tz::UTC }
    }

    /// The same caller, who may do no more than this.
    #[must_use]
    pub fn held_to(self, scopes: Scopes) -> Self {
        Self { scopes: Some(scopes), ..self }
    }

    /// The same caller with what is known of its request.
    #[must_use]
    pub fn from_origin(self, origin: Origin) -> Self {
        Self { origin, ..self }
    }

    /// The same caller, whose organisation tells the time in this zone.
    #[must_use]
    pub fn in_zone(self, zone: Tz) -> Self {
        Self { zone, ..self }
    }

    /// The same caller, as the run that goes on in their name.
    #[must_use]
    pub fn as_run(self, run: RunId) -> Self {
        Self { via: Via::Run(run), ..self }
    }

    /// Who sits at the keyboard.
    pub fn actor(&self) -> UserId {
        self.actor
    }

    /// Whose rights apply.
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

    /// What the subject is in it, all in one; for [`domain::Audience::admits`].
    pub fn standing(&self) -> Standing {
        self.standing
    }

    /// How the caller came in.
    pub fn via(&self) -> Via {
        self.via
    }

    /// Which request this is, and from where.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// The zone in which the organisation tells the time, as it was when the caller came in; UTC where nobody reads along.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// Whether the operator views as the subject: then nothing is marked as read, nobody is shown as present,
    /// and nothing is written in the subject's name.
    pub fn is_impersonating(&self) -> bool {
        self.actor != self.subject()
    }

    /// Refuses what nobody may do in somebody else's place.
    pub fn refuse_impersonation(&self) -> Result<(), AppError> {
        if self.is_impersonating() { Err(in_their_place()) } else { Ok(()) }
    }

    /// Refuses to give anybody a role above the lowest in somebody else's place: it would outlive the viewing.
    pub fn may_hand_out(&self, role: Role) -> Result<(), AppError> {
        if role > Role::Member { self.refuse_impersonation() } else { Ok(()) }
    }

    /// Refuses a key whose scopes leave this out. People need no more than to be there: for what every role reads.
    pub fn allow_key(&self, permission: Permission) -> Result<(), AppError> {
        if self.scopes.is_none_or(|scopes| scopes.include(permission)) { Ok(()) } else { Err(AppError::Forbidden) }
    }

    /// Refuses every key, whatever its scopes: for what only the person themselves decides.
    pub fn refuse_keys(&self) -> Result<(), AppError> {
        if self.scopes.is_none() { Ok(()) } else { Err(AppError::Forbidden) }
    }

    /// Refuses what the role does not allow, or a key's scopes leave out.
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
    /// Made where a session is resolved, and by the command line.
    pub fn new(actor: UserId) -> Self {
        Self { actor, origin: Origin::NONE }
    }

    /// The person.
    pub fn actor(&self) -> UserId {
        self.actor
    }

    /// Which request this is, and from where.
    pub fn origin(&self) -> Origin {
        self.origin
    }
}

/// The operator, who has proved a short while ago that it is them at the keyboard: for what cannot be undone, or reaches
/// people outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProvenGod(God);

impl ProvenGod {
    /// Made where the proof is checked: see `accounts::proven_god`.
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
    /// The organisation that the session was in when it closed; a fresh page leads on to another one.
    left: Option<ClosedOrganization>,
    proved_at: Option<DateTime<Utc>>,
    origin: Origin,
    zone: Tz,
}

impl SignedIn {
    /// Made where a session is resolved.
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

    /// The operator's session, seen as the viewer.
    #[must_use]
    pub fn impersonating(self, impersonation: ImpersonationId, actor: UserId) -> Self {
        Self { impersonation: Some(impersonation), actor, ..self }
    }

    /// A session whose person last proved then who they are.
    #[must_use]
    pub fn proved(self, proved_at: Option<DateTime<Utc>>) -> Self {
        Self { proved_at, ..self }
    }

    /// When the person last proved who they are; never in a session from before that was noted.
    pub fn proved_at(&self) -> Option<DateTime<Utc>> {
        self.proved_at
    }

    /// A session whose organisation closed while it was in it.
    #[must_use]
    pub fn leaving(self, left: Option<ClosedOrganization>) -> Self {
        Self { left, ..self }
    }

    /// The same session with what is known of its request.
    #[must_use]
    pub fn from_origin(self, origin: Origin) -> Self {
        Self { origin, ..self }
    }

    /// The same session, whose organisation tells the time in this zone.
    #[must_use]
    pub fn in_zone(self, zone: Tz) -> Self {
        Self { zone, ..self }
    }

    /// The session itself.
    pub fn session(&self) -> SessionId {
        self.session
    }

    /// The person whose rights apply.
    pub fn user(&self) -> UserId {
        self.viewer.user_id
    }

    /// Who sits at the keyboard.
    pub fn actor(&self) -> UserId {
        self.actor
    }

    /// What the shell shows.
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// Which request this is, and from where.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// Who reads times at `now`: in the zone of the session's organisation, or in UTC where there is none.
    pub fn reader(&self, now: DateTime<Utc>) -> Reader {
        Reader { now, zone: self.zone }
    }

    /// The organisation that closed under the session.
    pub fn left(&self) -> Option<&ClosedOrganization> {
        self.left.as_ref()
    }

    /// The impersonation that this session is in.
    pub fn impersonation(&self) -> Option<ImpersonationId> {
        self.impersonation
    }

    /// Refuses what nobody may do in somebody else's place: passwords, addresses, sessions, keys, deletion, money.
    pub fn refuse_impersonation(&self) -> Result<(), AppError> {
        if self.impersonation.is_some() { Err(in_their_place()) } else { Ok(()) }
    }

    /// The person in their organisation; one who belongs to none finds nothing, one whose organisation has
    /// just closed is told so rather than led to act in another one.
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

    /// The operator; to everybody else the platform's pages do not exist, nor to the operator who views as somebody.
    #[expect(clippy::disallowed_methods, reason = "a session has been resolved")]
    pub fn god(&self) -> Result<God, AppError> {
        if !self.viewer.is_god || self.impersonation.is_some() {
            return Err(AppError::NotFound);
        }
        self.second_factor_where_asked()?;
        Ok(God { origin: self.origin, ..God::new(self.viewer.user_id) })
    }

    /// Everything but the person's own account stays closed while a second factor is asked for and missing.
    fn second_factor_where_asked(&self) -> Result<(), AppError> {
        if self.viewer.needs_two_factor { Err(AppError::TwoFactorRequired) } else { Ok(()) }
    }
}

fn in_their_place() -> AppError {
    AppError::refused("You are viewing as somebody else, and this can only be done by the person themselves.")
}
