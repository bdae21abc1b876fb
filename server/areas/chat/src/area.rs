//! Conversations with agents.

use domain::ids::OrganizationId;
use futures::FutureExt;
use futures::future::BoxFuture;
use server_core::area::{Area, Sweep};
use server_core::db::PlatformTx;
use server_core::endings::Ending;
use server_core::{Backend, Result};

use super::purge;
use super::runs::{close_all, hub};

/// Conversations with agents.
#[derive(Debug, Clone, Copy)]
pub struct Chat;

impl Area for Chat {
    fn close<'a>(&'a self, tx: &'a mut PlatformTx, organization: OrganizationId) -> BoxFuture<'a, Result<u64>> {
        close_all(tx, organization).boxed()
    }

    fn ended(&self, backend: &Backend, ending: Ending) {
        match ending {
            Ending::Organization(organization) => hub(backend).stop_organization(organization),
            Ending::Run(run) => hub(backend).stop(run),
            Ending::Session(_) | Ending::User(_) | Ending::Unsure => {}
        }
    }

    fn sweeps(&self) -> Vec<Sweep> {
        vec![Sweep { name: "conversations", run: |backend| async move { purge(backend).await.map(drop) }.boxed() }]
    }
}
