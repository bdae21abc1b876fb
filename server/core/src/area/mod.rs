//! What an area does when its turn comes. The middle asks every area that is registered, and knows none of them.

mod demo;

pub use demo::Demo;

use domain::home::HomeCard;
use domain::ids::{MailId, OrganizationId};
use domain::invites::WelcomeAgent;
use futures::FutureExt;
use futures::future::{BoxFuture, ready};
use mail::{Letter, Sample};
use uuid::Uuid;

use crate::audit::Action;
use crate::db::{IdentityTx, PlatformTx, TenantTx};
use crate::files::Kept;
use crate::held::Held;
use crate::jobs::JobKind;
use crate::revocations::Revocation;
use crate::{Backend, Result};

/// An area of the product, as the middle sees it. Everything has a default of nothing: an area says what concerns it.
pub trait Area: Send + Sync + 'static {
    /// Puts in place what other areas ask this one for, when the process begins.
    fn begin(&self, _held: &Held) {}

    /// Gives a fresh organisation what it begins with, in the transaction that founds it.
    fn found<'a>(&'a self, _tx: &'a mut IdentityTx, _new: NewOrganization<'a>) -> BoxFuture<'a, Result<()>> {
        ready(Ok(())).boxed()
    }

    /// Fills its own part of a demo organisation, once its people are there.
    fn demo<'a>(&'a self, _backend: &'a Backend, _demo: &'a Demo) -> BoxFuture<'a, Result<()>> {
        ready(Ok(())).boxed()
    }

    /// Ends what goes on in an organisation, in the transaction that closes it; says how many answers that cut.
    fn close<'a>(
        &'a self,
        _backend: &'a Backend,
        _tx: &'a mut PlatformTx,
        _organization: OrganizationId,
    ) -> BoxFuture<'a, Result<u64>> {
        ready(Ok(0)).boxed()
    }

    /// Counts what an organisation has, in the transaction that purges it, for the receipt that stays.
    fn count<'a>(
        &'a self,
        _tx: &'a mut PlatformTx,
        _organization: OrganizationId,
    ) -> BoxFuture<'a, Result<Vec<Count>>> {
        ready(Ok(Vec::new())).boxed()
    }

    /// What the area says on the home page of the one whose transaction it is. Every area is asked in the same one, so each
    /// reads its cards with a query or two.
    fn home<'a>(&'a self, _backend: &'a Backend, _tx: &'a mut TenantTx) -> BoxFuture<'a, Result<Vec<HomeCard>>> {
        ready(Ok(Vec::new())).boxed()
    }

    /// Hears that a mail came back for good, in the transaction that gives it up.
    fn bounced<'a>(&'a self, _tx: &'a mut PlatformTx, _mail: MailId) -> BoxFuture<'a, Result<()>> {
        ready(Ok(())).boxed()
    }

    /// Hears that something ended, before the streams of this process do. It must not wait.
    fn ended(&self, _backend: &Backend, _revocation: Revocation) {}

    /// Hears what a trigger of its own tables told by `app.tell_row`, on whichever server that was. It must not wait.
    fn told(&self, _backend: &Backend, _kind: &str, _id: Uuid) {}

    /// What expires and is cleared away, each by an hourly job of its own.
    fn sweeps(&self) -> Vec<Sweep> {
        Vec::new()
    }

    /// What can be done in the area, as the audit log tells of it.
    fn actions(&self) -> &'static [Action] {
        &[]
    }

    /// One of each letter that the area writes, filled to be looked at and tried.
    fn letters(&self, _sample: Sample<'_>) -> Vec<Box<dyn Letter>> {
        Vec::new()
    }

    /// What the area keeps as files. An object on a shelf that no area has is never removed.
    fn shelves(&self) -> Vec<Kept> {
        Vec::new()
    }

    /// The kinds of job that the area adds to the queue.
    fn jobs(&self) -> Vec<JobKind> {
        Vec::new()
    }
}

/// An organisation that is being founded.
#[derive(Debug, Clone, Copy)]
pub struct NewOrganization<'a> {
    pub id: OrganizationId,
    /// What its first agent is to be like.
    pub agent: &'a WelcomeAgent,
}

/// How much of something an organisation has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The word in the receipt.
    pub what: &'static str,
    pub rows: i64,
}

/// Something that expires, and is cleared away.
#[derive(Clone, Copy)]
pub struct Sweep {
    /// Its word in the queue; jobs that wait carry it.
    pub name: &'static str,
    pub run: for<'a> fn(&'a Backend) -> BoxFuture<'a, Result<()>>,
}

impl std::fmt::Debug for Sweep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sweep({})", self.name)
    }
}
