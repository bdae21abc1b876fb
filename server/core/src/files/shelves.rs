//! What is kept as files, as the areas say that keep it.

use futures::FutureExt;
use futures::future::{BoxFuture, ready};
use storage::Shelf;

use crate::Result;
use crate::db::PlatformTx;

/// Whether something names the object with this key, beside the table `files`.
type Names = for<'a> fn(&'a mut PlatformTx, &'a str) -> BoxFuture<'a, Result<bool>>;

/// A kind of things that an area keeps as files. Who may read one is asked by the area's own use case, which alone knows the key.
#[derive(Clone)]
pub struct Kept {
    pub(super) shelf: Shelf,
    pub(super) names: Names,
}

impl Kept {
    /// Things that stand in the table `files`, which takes their room from the plan.
    pub fn on(shelf: Shelf) -> Self {
        Self { shelf, names: |_, _| ready(Ok(false)).boxed() }
    }

    /// Things that a table of the area's own names.
    pub fn named_by(shelf: Shelf, names: Names) -> Self {
        Self { shelf, names }
    }

    /// Where they stand.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }
}
