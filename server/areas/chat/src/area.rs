//! Conversations with agents, as the middle sees them.

use futures::FutureExt;
use runs_area::Purposes;
use server_core::area::{Area, Sweep};
use server_core::held::Held;

use super::answers::Answers;
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
}
