//! Organisations: their settings and people, how they pay, look, leave and are closed.

use futures::FutureExt;
use graphile_worker::WorkerOptions;
use server_core::area::{Area, Sweep};

use crate::billing::CancelSubscription;
use crate::leaving::{self, ExportOrganization};
use crate::platform;

/// Organisations: their settings and people, how they pay, look, leave and are closed.
#[derive(Debug, Clone, Copy)]
pub struct Organization;

impl Area for Organization {
    fn sweeps(&self) -> Vec<Sweep> {
        vec![
            Sweep { name: "exports", run: |backend| async move { leaving::expire(backend).await.map(drop) }.boxed() },
            Sweep {
                name: "organizations",
                run: |backend| async move { platform::purge(backend).await.map(drop) }.boxed(),
            },
        ]
    }

    fn jobs(&self, worker: WorkerOptions) -> WorkerOptions {
        worker.define_job::<ExportOrganization>().define_job::<CancelSubscription>()
    }
}
