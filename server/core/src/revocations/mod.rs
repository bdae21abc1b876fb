//! Revocations: an organisation that closed, a session that ended, a role that changed. The database notifies every
//! server process when the change is committed, and every open stream that it concerns ends.

mod listening;

pub use listening::Listening;

use domain::ids::{OrganizationId, SessionId, UserId};
use tokio::sync::broadcast::{self, error::RecvError};
use uuid::Uuid;

use crate::SignedIn;

/// How many revocations a slow stream may lag behind before it ends for safety.
const BACKLOG: usize = 1024;

/// Something that ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revocation {
    Organization(OrganizationId),
    Session(SessionId),
    /// The person's role, membership or tier has changed.
    User(UserId),
    /// The connection was lost: anything may have ended meanwhile.
    Unsure,
}

/// What a stream depends on: it ends when any of this does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Footing {
    organization: Option<OrganizationId>,
    session: SessionId,
    actor: UserId,
    subject: UserId,
}

impl From<&SignedIn> for Footing {
    fn from(signed_in: &SignedIn) -> Self {
        Self {
            organization: signed_in.viewer().current.as_ref().map(|current| current.id),
            session: signed_in.session(),
            actor: signed_in.actor(),
            subject: signed_in.user(),
        }
    }
}

impl Footing {
    fn is_gone_with(&self, revocation: Revocation) -> bool {
        match revocation {
            Revocation::Organization(organization) => self.organization == Some(organization),
            Revocation::Session(session) => self.session == session,
            Revocation::User(user) => self.actor == user || self.subject == user,
            Revocation::Unsure => true,
        }
    }
}

/// The revocations that reach this process.
pub struct Revocations(broadcast::Sender<Revocation>);

impl Default for Revocations {
    fn default() -> Self {
        Self(broadcast::channel(BACKLOG).0)
    }
}

impl Revocations {
    /// Resolves once the footing is gone; subscribes at this call, so take it before looking at anything.
    pub fn of(&self, footing: Footing) -> impl Future<Output = ()> + Send + 'static {
        let mut revocations = self.0.subscribe();
        async move {
            loop {
                match revocations.recv().await {
                    Ok(revocation) if !footing.is_gone_with(revocation) => {}
                    // A lagging or closed receiver may have missed its revocation: the stream ends and asks again.
                    Ok(_) | Err(RecvError::Lagged(_) | RecvError::Closed) => return,
                }
            }
        }
    }

    /// Notifies the streams; [`crate::Backend::tell`] notifies the areas as well.
    pub fn tell(&self, revocation: Revocation) {
        // With no stream open there is nobody to notify.
        drop(self.0.send(revocation));
    }
}

/// A notification of `app.tell`: its kind, and an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Told<'a> {
    kind: &'a str,
    id: Uuid,
}

impl<'a> Told<'a> {
    fn read(payload: &'a str) -> Option<Self> {
        let (kind, id) = payload.split_once(':')?;
        Some(Self { kind, id: id.parse().ok()? })
    }

    /// The revocation of streams that it stands for; every other kind is an area's own.
    fn revocation(self) -> Option<Revocation> {
        match self.kind {
            "organization" => Some(Revocation::Organization(self.id.into())),
            "session" => Some(Revocation::Session(self.id.into())),
            "user" => Some(Revocation::User(self.id.into())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_database_tells_is_understood() {
        let id = Uuid::from_u128(7);
        let read = |payload: &str| Told::read(payload).and_then(Told::revocation);
        assert_eq!(read(&format!("organization:{id}")), Some(Revocation::Organization(id.into())));
        assert_eq!(read(&format!("session:{id}")), Some(Revocation::Session(id.into())));
        assert_eq!(read(&format!("user:{id}")), Some(Revocation::User(id.into())));
        for odd in ["", "organization", "organization:x", "planet:00000000-0000-0000-0000-000000000007"] {
            assert_eq!(read(odd), None, "{odd}");
        }
        assert_eq!(Told::read(&format!("planet:{id}")), Some(Told { kind: "planet", id }), "an area may know it");
    }

    #[test]
    fn a_stream_ends_with_what_it_stands_on_and_nothing_else() {
        let id = |number| Uuid::from_u128(number);
        let footing = Footing {
            organization: Some(id(1).into()),
            session: id(2).into(),
            actor: id(3).into(),
            subject: id(4).into(),
        };
        for revocation in [
            Revocation::Organization(id(1).into()),
            Revocation::Session(id(2).into()),
            Revocation::User(id(3).into()),
            Revocation::User(id(4).into()),
            Revocation::Unsure,
        ] {
            assert!(footing.is_gone_with(revocation), "{revocation:?}");
        }
        for revocation in
            [Revocation::Organization(id(9).into()), Revocation::Session(id(1).into()), Revocation::User(id(2).into())]
        {
            assert!(!footing.is_gone_with(revocation), "{revocation:?}");
        }
    }
}
