//! Object storage for SoloOS: whatever speaks S3, and by default an S3 in this very process that keeps its
//! objects in a folder. Both are spoken to in the same way.
//!
//! It knows nothing of tenants but that every [`ObjectKey`] carries the id of the one it belongs to.

mod embedded;
mod error;
mod folder;
mod key;
mod object;
mod parts;
mod remote;
mod store;

pub use embedded::EmbeddedS3;
pub use error::StorageError;
pub use key::{FileKind, KeyError, ObjectKey, ObjectPrefix, Shelf};
pub use object::{Object, StoredObject};
pub use remote::RemoteS3;
pub use store::Storage;
