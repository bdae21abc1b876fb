//! Conversations with agents, as the middle sees them.

use domain::ids::OrganizationId;
use futures::FutureExt;
use futures::future::BoxFuture;
use runs_area::Purposes;
use server_core::Result;
use server_core::area::{Area, Count, Sweep};
use server_core::db::PlatformTx;
use server_core::held::Held;

use super::answers::Answers;
use super::count::count;
use super::purge;

/// Conversations with agents.
#[derive(Debug, Clone, Copy)]
pub struct Chat;

impl Area for Chat {
    fn begin(&self, held: &Held) {
        held.get::<Purposes>().add(&Answers);
    }

    fn sweeps(&self) -> Vec<Sweep> {
        vec![Sweep { name: "conversations", run: |backend| async move { purge(backend).await.map(drop) }.boxed() }]
    }

    fn count<'a>(&'a self, tx: &'a mut PlatformTx, organization: OrganizationId) -> BoxFuture<'a, Result<Vec<Count>>> {
        count(tx, organization).boxed()
    }
}
