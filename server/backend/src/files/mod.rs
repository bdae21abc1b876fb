//! Files in the object store and their rows. A row names its object; a job takes the object away once no row
//! does, so that a transaction that fails never takes a file with it.

mod address;
mod remove;
mod write;

pub(crate) use address::url;
pub(crate) use remove::{remove, sweep};
pub(crate) use write::{forget, keep, stamp, store};
