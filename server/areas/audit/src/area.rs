//! The area of the audit log as people read it.

use futures::FutureExt;
use server_core::area::{Area, Sweep};
use server_core::audit::Action;

use super::purge;
use crate::actions;

/// The area of the audit log as people read it.
#[derive(Debug, Clone, Copy)]
pub struct Audit;

impl Area for Audit {
    fn actions(&self) -> &'static [Action] {
        actions::ALL
    }

    fn sweeps(&self) -> Vec<Sweep> {
        vec![Sweep { name: "audit_log", run: |backend| async move { purge(backend).await.map(drop) }.boxed() }]
    }
}
