//! The area of conversations with agents, as the core sees it.

use domain::home::HomeCard;
use domain::ids::OrganizationId;
use futures::FutureExt;
use futures::future::BoxFuture;
use runs_area::Purposes;
use server_core::area::{Area, Count, Sweep};
use server_core::db::{PlatformTx, TenantTx};
use server_core::held::Held;
use server_core::{Backend, Result};

use super::answers::Answers;
use super::count::count;
use super::home::home;
use super::purge;

/// The area of conversations with agents.
#[derive(Debug, Clone, Copy)]
pub struct Chat;

impl Area for Chat {
    fn begin(&self, held: &Held) {
        held.get::<Purposes>().add(&Answers);
    }

    fn sweeps(&self) -> Vec<Sweep> {
        vec![Sweep { name: "conversations", run: |backend| async move { purge(backend).await.map(drop) }.boxed() }]
    }

    fn home<'a>(&'a self, _backend: &'a Backend, tx: &'a mut TenantTx) -> BoxFuture<'a, Result<Vec<HomeCard>>> {
        home(tx).boxed()
    }

    fn count<'a>(&'a self, tx: &'a mut PlatformTx, organization: OrganizationId) -> BoxFuture<'a, Result<Vec<Count>>> {
        count(tx, organization).boxed()
    }
}
