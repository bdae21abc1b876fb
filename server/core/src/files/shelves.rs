//! The shelves of files, as their areas register them.

use futures::FutureExt;
use futures::future::{BoxFuture, ready};
use storage::Shelf;

use crate::Result;
use crate::db::PlatformTx;

/// Whether something other than the table `files` names the object with this key.
type Names = for<'a> fn(&'a mut PlatformTx, &'a str) -> BoxFuture<'a, Result<bool>>;

/// A kind of file that an area keeps. The area's own use case decides who may read one; it alone knows the key.
#[derive(Clone)]
pub struct Kept {
    pub(super) shelf: Shelf,
    pub(super) names: Names,
}

impl Kept {
    /// Files with a row in the table `files`, which count against the plan's storage.
    pub fn on(shelf: Shelf) -> Self {
        Self { shelf, names: |_, _| ready(Ok(false)).boxed() }
    }

    /// Files that a table of the area's own names.
    pub fn named_by(shelf: Shelf, names: Names) -> Self {
        Self { shelf, names }
    }

    /// The shelf.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }
}
