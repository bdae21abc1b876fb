//! The hooks of an area. The core asks every area that is registered, and knows none of them.

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

/// An area of the product, as the core sees it. Every hook does nothing by default: an area implements those that
/// concern it.
pub trait Area: Send + Sync + 'static {
    /// Registers at start-up the services that other areas ask this one for.
    fn begin(&self, _held: &Held) {}

    /// Gives a new organisation its first rows, in the transaction that founds it.
    fn found<'a>(&'a self, _tx: &'a mut IdentityTx, _new: NewOrganization<'a>) -> BoxFuture<'a, Result<()>> {
        ready(Ok(())).boxed()
    }

    /// Fills its own part of a demo organisation, once its people exist.
    fn demo<'a>(&'a self, _backend: &'a Backend, _demo: &'a Demo) -> BoxFuture<'a, Result<()>> {
        ready(Ok(())).boxed()
    }

    /// Ends the work in progress of an organisation, in the transaction that closes it; returns how many answers that
    /// cut.
    fn close<'a>(
        &'a self,
        _backend: &'a Backend,
        _tx: &'a mut PlatformTx,
        _organization: OrganizationId,
    ) -> BoxFuture<'a, Result<u64>> {
        ready(Ok(0)).boxed()
    }

    /// Counts the area's rows of an organisation, in the transaction that purges it, for the receipt that stays.
    fn count<'a>(
        &'a self,
        _tx: &'a mut PlatformTx,
        _organization: OrganizationId,
    ) -> BoxFuture<'a, Result<Vec<Count>>> {
        ready(Ok(Vec::new())).boxed()
    }

    /// The area's cards on the home page of the caller whose transaction it is. Every area is asked in the same
    /// transaction, so each reads its cards with a query or two.
    fn home<'a>(&'a self, _backend: &'a Backend, _tx: &'a mut TenantTx) -> BoxFuture<'a, Result<Vec<HomeCard>>> {
        ready(Ok(Vec::new())).boxed()
    }

    /// Is called when a mail bounced for good, in the transaction that gives it up.
    fn bounced<'a>(&'a self, _tx: &'a mut PlatformTx, _mail: MailId) -> BoxFuture<'a, Result<()>> {
        ready(Ok(())).boxed()
    }

    /// Is called when something ended, before the streams of this process end. It must not wait.
    fn ended(&self, _backend: &Backend, _revocation: Revocation) {}

    /// Is called with each notification that a trigger of its own tables sent by `app.tell_row`, on whichever server
    /// that was. It must not wait.
    fn told(&self, _backend: &Backend, _kind: &str, _id: Uuid) {}

    /// The sweeps that delete expired rows, each an hourly job of its own.
    fn sweeps(&self) -> Vec<Sweep> {
        Vec::new()
    }

    /// The acts of the area, as the audit log shows them.
    fn actions(&self) -> &'static [Action] {
        &[]
    }

    /// A sample of each letter that the area writes, for previews and tests.
    fn letters(&self, _sample: Sample<'_>) -> Vec<Box<dyn Letter>> {
        Vec::new()
    }

    /// The shelves of files that the area keeps. An object on a shelf that no area has is never removed.
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
    /// The wishes for its first agent.
    pub agent: &'a WelcomeAgent,
}

/// How much of something an organisation has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Its word in the receipt.
    pub what: &'static str,
    pub rows: i64,
}

/// A job that deletes expired rows.
#[derive(Clone, Copy)]
pub struct Sweep {
    /// Its word in the queue; waiting jobs carry it.
    pub name: &'static str,
    pub run: for<'a> fn(&'a Backend) -> BoxFuture<'a, Result<()>>,
}

impl std::fmt::Debug for Sweep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sweep({})", self.name)
    }
}
