//! Object storage for SoloOS: anything that speaks S3, and by default an S3 in this very process that keeps its objects
//! in a folder. Both are used through the same client.
//!
//! It knows nothing of tenants except that every [`ObjectKey`] carries the id of its owner.

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
