//! Whose rights a request has. Resolved once per request; every use case takes one of these.

use domain::ids::{OrganizationId, RunId, SessionId, UserId};
use domain::viewer::Viewer;
use domain::{AppError, Permission, Role};

/// How a caller came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    Session(SessionId),
    /// A run that goes on after its request.
    Run(RunId),
    CommandLine,
    /// A job that goes on in the name of whoever asked for it.
    Job,
}

/// A person in an organisation. `actor` sits at the keyboard, `subject` is whose rights apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    actor: UserId,
    subject: UserId,
    org: OrganizationId,
    role: Role,
    via: Via,
}

impl Caller {
    /// Made where a session is resolved and where a run or a command goes on in its name; nowhere else.
    pub(crate) fn new(actor: UserId, subject: UserId, org: OrganizationId, role: Role, via: Via) -> Self {
        Self { actor, subject, org, role, via }
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

    /// Refuses what the role does not allow.
    pub fn allow(&self, permission: Permission) -> Result<(), AppError> {
        if self.role.may(permission) { Ok(()) } else { Err(AppError::Forbidden) }
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
        let current = self.viewer.current.as_ref().ok_or(AppError::NotFound)?;
        let user = self.viewer.user_id;
        Ok(Caller::new(user, user, current.id, current.role, Via::Session(self.session)))
    }

    /// The operator; to everybody else the platform's pages do not exist.
    pub fn god(&self) -> Result<God, AppError> {
        if self.viewer.is_god { Ok(God::new(self.viewer.user_id)) } else { Err(AppError::NotFound) }
    }
}
