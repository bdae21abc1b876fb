//! Who people are: accounts, sessions, and what proves them.

use futures::FutureExt;
use server_core::area::{Area, Sweep};

use super::purge;

/// Who people are: accounts, sessions, and what proves them.
#[derive(Debug, Clone, Copy)]
pub struct Identity;

impl Area for Identity {
    fn sweeps(&self) -> Vec<Sweep> {
        vec![Sweep { name: "accounts", run: |backend| async move { purge(backend).await.map(drop) }.boxed() }]
    }
}
