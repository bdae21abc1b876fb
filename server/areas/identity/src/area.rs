//! The area of identity: accounts, sessions, and their proofs.

use futures::FutureExt;
use mail::{Letter, Sample};
use server_core::area::{Area, Sweep};
use server_core::audit::Action;
use server_core::files::Kept;

use super::{letters, picture, purge};
use crate::actions;

/// The area of identity: accounts, sessions, and their proofs.
#[derive(Debug, Clone, Copy)]
pub struct Identity;

impl Area for Identity {
    fn shelves(&self) -> Vec<Kept> {
        vec![Kept::named_by(picture::AVATARS, |tx, key| picture::names(tx, key).boxed())]
    }

    fn actions(&self) -> &'static [Action] {
        actions::ALL
    }

    fn letters(&self, sample: Sample<'_>) -> Vec<Box<dyn Letter>> {
        letters::samples(sample)
    }

    fn sweeps(&self) -> Vec<Sweep> {
        vec![Sweep { name: "accounts", run: |backend| async move { purge(backend).await.map(drop) }.boxed() }]
    }
}
