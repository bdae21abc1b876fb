//! Conversations with agents.

use futures::FutureExt;

use super::purge;
use crate::area::{Area, Sweep};

/// Conversations with agents.
#[derive(Debug, Clone, Copy)]
pub struct Chat;

impl Area for Chat {
    fn sweeps(&self) -> Vec<Sweep> {
        vec![Sweep { name: "conversations", run: |backend| async move { purge(backend).await.map(drop) }.boxed() }]
    }
}
