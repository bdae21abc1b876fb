//! Whose rights a request has. Resolved once per request; every use case takes one of these.

use domain::ids::{ApiKeyId, OrganizationId, RunId, SessionId, UserId};
use domain::viewer::Viewer;
use domain::{AppError, Permission, Role};

/// How a caller came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    Session(SessionId),
    /// A run that goes on after its request.
    Run(RunId),
    CommandLine,
    /// A program with a person's key.
    ApiKey(ApiKeyId),
}

/// What a key may do at most, whatever its person's role allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scopes(u64);

impl Scopes {
    /// These and nothing else.
    pub(crate) fn of(permissions: &[Permission]) -> Self {
        Self(permissions.iter().fold(0, |bits, permission| bits | Self::bit(*permission)))
    }

    fn include(self, permission: Permission) -> bool {
        self.0 & Self::bit(permission) != 0
    }

    fn bit(permission: Permission) -> u64 {
        1 << (permission as u32)
    }
}

/// A person in an organisation. `actor` sits at the keyboard, `subject` is whose rights apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    actor: UserId,
    subject: UserId,
    org: OrganizationId,
    role: Role,
    via: Via,
    /// None holds to nothing but the role.
    scopes: Option<Scopes>,
}

impl Caller {
    /// Made where a session is resolved and where a run or a command goes on in its name; nowhere else.
    pub(crate) fn new(actor: UserId, subject: UserId, org: OrganizationId, role: Role, via: Via) -> Self {
        Self { actor, subject, org, role, via, scopes: None }
    }

    /// The same caller, who may do no more than this.
    pub(crate) fn held_to(self, scopes: Scopes) -> Self {
        Self { scopes: Some(scopes), ..self }
    }

    /// Who sits at the keyboard.
    pub fn actor(&self) -> UserId {
        self.actor
    }

    /// Whose rights apply.
    pub fn subject(&self) -> UserId {
        self.subject
    }

    /// The organisation that the session is in.
    pub fn org(&self) -> OrganizationId {
        self.org
    }

    /// The subject's role in it.
    pub fn role(&self) -> Role {
        self.role
    }

    /// How the caller came in.
    pub fn via(&self) -> Via {
        self.via
    }

    /// Refuses what the role does not allow, or a key's scopes leave out.
    pub fn allow(&self, permission: Permission) -> Result<(), AppError> {
        let in_scope = self.scopes.is_none_or(|scopes| scopes.include(permission));
        if in_scope && self.role.may(permission) { Ok(()) } else { Err(AppError::Forbidden) }
    }
}

/// The operator of the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct God {
    actor: UserId,
}

impl God {
    /// Made where a session is resolved, and by the command line.
    pub(crate) fn new(actor: UserId) -> Self {
        Self { actor }
    }

    /// The person.
    pub fn actor(&self) -> UserId {
        self.actor
    }
}

/// A resolved session: the person, and the organisation they are in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    session: SessionId,
    viewer: Viewer,
}

impl SignedIn {
    /// Made where a session is resolved.
    pub(crate) fn new(session: SessionId, viewer: Viewer) -> Self {
        Self { session, viewer }
    }

    /// The session itself.
    pub fn session(&self) -> SessionId {
        self.session
    }

    /// The person.
    pub fn user(&self) -> UserId {
        self.viewer.user_id
    }

    /// What the shell shows.
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// The person in their organisation; one who belongs to none finds nothing.
    pub fn caller(&self) -> Result<Caller, AppError> {
        self.second_factor_where_asked()?;
        let current = self.viewer.current.as_ref().ok_or(AppError::NotFound)?;
        let user = self.viewer.user_id;
        Ok(Caller::new(user, user, current.id, current.role, Via::Session(self.session)))
    }

    /// The operator; to everybody else the platform's pages do not exist.
    pub fn god(&self) -> Result<God, AppError> {
        if !self.viewer.is_god {
            return Err(AppError::NotFound);
        }
        self.second_factor_where_asked()?;
        Ok(God::new(self.viewer.user_id))
    }

    /// Everything but the person's own account stays closed while a second factor is asked for and missing.
    fn second_factor_where_asked(&self) -> Result<(), AppError> {
        if self.viewer.needs_two_factor { Err(AppError::TwoFactorRequired) } else { Ok(()) }
    }
}
