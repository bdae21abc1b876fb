//! What the operator of the platform sees and does.

use futures::FutureExt;
use server_core::area::{Area, Sweep};

use crate::impersonation;

/// What the operator of the platform sees and does.
#[derive(Debug, Clone, Copy)]
pub struct Operator;

impl Area for Operator {
    fn sweeps(&self) -> Vec<Sweep> {
        vec![Sweep {
            name: "impersonations",
            run: |backend| async move { impersonation::sweep(backend).await.map(drop) }.boxed(),
        }]
    }
}
