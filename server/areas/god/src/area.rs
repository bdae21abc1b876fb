//! The area of the platform's operator.

use domain::ids::MailId;
use futures::FutureExt;
use futures::future::BoxFuture;
use mail::{Letter, Sample};
use server_core::Result;
use server_core::area::{Area, Sweep};
use server_core::audit::Action;
use server_core::db::PlatformTx;

use crate::actions;
use crate::{impersonation, letters, owner_invites};

/// The area of the platform's operator.
#[derive(Debug, Clone, Copy)]
pub struct Operator;

impl Area for Operator {
    fn actions(&self) -> &'static [Action] {
        actions::ALL
    }

    fn letters(&self, sample: Sample<'_>) -> Vec<Box<dyn Letter>> {
        letters::samples(sample)
    }

    fn bounced<'a>(&'a self, tx: &'a mut PlatformTx, mail: MailId) -> BoxFuture<'a, Result<()>> {
        owner_invites::bounced(tx, mail).boxed()
    }

    fn sweeps(&self) -> Vec<Sweep> {
        vec![Sweep {
            name: "impersonations",
            run: |backend| async move { impersonation::sweep(backend).await.map(drop) }.boxed(),
        }]
    }
}
