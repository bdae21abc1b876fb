//! Runs, as the middle sees them.

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

/// Work of agents.
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
            // An organisation may have closed meanwhile, or an answer be unwanted.
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
        // A run that is to stop, written on this server while another one took the wish.
        if kind == "run" {
            hub(backend).stop(RunId(id));
        }
    }
}
