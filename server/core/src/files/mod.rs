//! Files in the object store and their rows. A row names its object; a job removes the object once no row names it, so
//! that a transaction that fails never takes a file with it.

mod address;
mod remove;
mod shelves;
mod write;

pub use address::url;
pub use remove::remove;
pub(crate) use remove::sweep;
pub use shelves::Kept;
pub use write::{forget, keep, stamp, store};
