//! Objects that are read from the store.

use aws_sdk_s3::primitives::ByteStream;
use bytes::{Bytes, BytesMut};
use futures::Stream;
use futures::stream::try_unfold;

use crate::{ObjectKey, StorageError};

/// An object that is being read.
#[derive(Debug)]
pub struct Object {
    /// The length of the body in bytes: less than the object's, if a range was requested.
    pub length: u64,
    pub(crate) body: ByteStream,
}

impl Object {
    /// The bytes as they arrive.
    pub fn into_stream(self) -> impl Stream<Item = Result<Bytes, StorageError>> + Send {
        try_unfold(self.body, |mut body| async move { Ok(body.try_next().await?.map(|bytes| (bytes, body))) })
    }

    /// All the bytes; an object that is longer than `limit` is refused before it fills the memory.
    pub async fn into_bytes(mut self, limit: usize) -> Result<Bytes, StorageError> {
        let mut all = BytesMut::with_capacity(usize::try_from(self.length).unwrap_or(limit).min(limit));
        while let Some(bytes) = self.body.try_next().await? {
            if all.len() + bytes.len() > limit {
                return Err(StorageError::Refused(format!("the object has more than {limit} bytes")));
            }
            all.extend_from_slice(&bytes);
        }
        Ok(all.freeze())
    }
}

/// An object in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredObject {
    pub key: ObjectKey,
    pub bytes: u64,
}
