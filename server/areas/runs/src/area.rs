//! The area of runs, as the core sees it.

use domain::ids::{OrganizationId, RunId};
use futures::FutureExt;
use futures::future::BoxFuture;
use server_core::area::Area;
use server_core::db::PlatformTx;
use server_core::revocations::Revocation;
use server_core::{Backend, Result};
use uuid::Uuid;

use super::close::close_all;
use super::hub::hub;
use super::stop::heed;

/// The area of runs: the work of agents.
#[derive(Debug, Clone, Copy)]
pub struct Runs;

impl Area for Runs {
    fn close<'a>(
        &'a self,
        backend: &'a Backend,
        tx: &'a mut PlatformTx,
        organization: OrganizationId,
    ) -> BoxFuture<'a, Result<u64>> {
        close_all(backend, tx, organization).boxed()
    }

    fn ended(&self, backend: &Backend, revocation: Revocation) {
        match revocation {
            Revocation::Organization(organization) => hub(backend).stop_organization(organization),
            // An organisation may have closed meanwhile, or an answer may have been stopped. If the database is away
            // again, `keep_healing` looks once more.
            Revocation::Unsure => {
                let task = backend.clone();
                backend.spawn(async move {
                    if let Err(error) = heed(&task).await {
                        tracing::error!(%error, "runs that are to stop could not be looked for");
                    }
                });
            }
            Revocation::Session(_) | Revocation::User(_) => {}
        }
    }

    fn told(&self, backend: &Backend, kind: &str, id: Uuid) {
        // A stop of a run that this server writes, requested on another server.
        if kind == "run" {
            hub(backend).stop(RunId(id));
        }
    }
}
