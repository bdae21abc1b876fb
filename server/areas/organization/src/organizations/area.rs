//! The area of organisations: their settings, members, billing, branding, offboarding and closing.

use domain::home::HomeCard;
use domain::ids::{MailId, OrganizationId};
use futures::FutureExt;
use futures::future::BoxFuture;
use mail::{Letter, Sample};
use server_core::area::{Area, Count, Demo, Sweep};
use server_core::audit::Action;
use server_core::db::{PlatformTx, TenantTx};
use server_core::files::Kept;
use server_core::jobs::{Job, JobKind};
use server_core::{Backend, Result};

use crate::actions;
use crate::billing::CancelSubscription;
use crate::offboarding::{self, ExportOrganization};
use crate::{branding, home, letters, members, platform};

/// The area of organisations: their settings, members, billing, branding, offboarding and closing.
#[derive(Debug, Clone, Copy)]
pub struct Organization;

impl Area for Organization {
    fn shelves(&self) -> Vec<Kept> {
        let exports = Kept::named_by(offboarding::EXPORTS, |tx, key| offboarding::names(tx, key).boxed());
        vec![Kept::on(branding::LOGOS), Kept::on(branding::FAVICONS), exports]
    }

    fn actions(&self) -> &'static [Action] {
        actions::ALL
    }

    fn letters(&self, sample: Sample<'_>) -> Vec<Box<dyn Letter>> {
        letters::samples(sample)
    }

    fn demo<'a>(&'a self, backend: &'a Backend, demo: &'a Demo) -> BoxFuture<'a, Result<()>> {
        branding::demo(backend, demo).boxed()
    }

    fn home<'a>(&'a self, _backend: &'a Backend, tx: &'a mut TenantTx) -> BoxFuture<'a, Result<Vec<HomeCard>>> {
        home::home(tx).boxed()
    }

    fn count<'a>(&'a self, tx: &'a mut PlatformTx, organization: OrganizationId) -> BoxFuture<'a, Result<Vec<Count>>> {
        members::count(tx, organization).boxed()
    }

    fn bounced<'a>(&'a self, tx: &'a mut PlatformTx, mail: MailId) -> BoxFuture<'a, Result<()>> {
        members::bounced(tx, mail).boxed()
    }

    fn sweeps(&self) -> Vec<Sweep> {
        vec![
            Sweep {
                name: "exports",
                run: |backend| async move { offboarding::expire(backend).await.map(drop) }.boxed(),
            },
            Sweep {
                name: "organizations",
                run: |backend| async move { platform::purge(backend).await.map(drop) }.boxed(),
            },
        ]
    }

    fn jobs(&self) -> Vec<JobKind> {
        vec![ExportOrganization::kind(), CancelSubscription::kind()]
    }
}
