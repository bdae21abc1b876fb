//! The store as the rest of the server uses it.

use std::ops::RangeInclusive;
use std::pin::Pin;
use std::sync::Arc;

use aws_sdk_s3::operation::get_object::GetObjectOutput;
use aws_sdk_s3::primitives::ByteStream;
use bytes::Bytes;
use futures::Stream;
use tokio::sync::OnceCell;

use crate::embedded::Running;
use crate::folder::Folder;
use crate::remote::Bucket;
use crate::{EmbeddedS3, Object, ObjectKey, ObjectPrefix, RemoteS3, StorageError, StoredObject, parts};

/// How many names a list asks for at once.
const PAGE: i32 = 1000;

/// A store in this process and its state.
#[derive(Debug)]
struct Embedded {
    settings: EmbeddedS3,
    running: OnceCell<(Running, Bucket)>,
}

/// An object store; clones share everything.
#[derive(Debug, Clone)]
pub struct Storage(Arc<Kind>);

#[derive(Debug)]
enum Kind {
    Remote(Bucket),
    /// Started by its first use, so that a command that needs no objects opens nothing.
    Embedded(Box<Embedded>),
}

impl Storage {
    /// A store that is reached over the network.
    pub fn remote(settings: &RemoteS3) -> Self {
        Self(Arc::new(Kind::Remote(settings.bucket())))
    }

    /// A store in this process.
    pub fn embedded(settings: EmbeddedS3) -> Self {
        Self(Arc::new(Kind::Embedded(Box::new(Embedded { settings, running: OnceCell::new() }))))
    }

    async fn bucket(&self) -> Result<&Bucket, StorageError> {
        match &*self.0 {
            Kind::Remote(bucket) => Ok(bucket),
            Kind::Embedded(embedded) => {
                let start = || async {
                    let running = embedded.settings.start().await?;
                    let bucket = running.endpoint.bucket();
                    Ok::<_, StorageError>((running, bucket))
                };
                Ok(&embedded.running.get_or_try_init(start).await?.1)
            }
        }
    }

    /// The address of its endpoint.
    pub async fn endpoint(&self) -> Result<&str, StorageError> {
        Ok(&self.bucket().await?.endpoint)
    }

    /// Whether the store answers and the bucket exists.
    pub async fn ping(&self) -> Result<(), StorageError> {
        let bucket = self.bucket().await?;
        match boxed(bucket.client.head_bucket().bucket(&bucket.name).send()).await.map_err(StorageError::from) {
            Ok(_) => Ok(()),
            Err(StorageError::Missing) => Err(StorageError::Refused(format!("there is no bucket {}", bucket.name))),
            Err(error) => Err(error),
        }
    }

    /// Writes an object, replacing an earlier one of that name.
    pub async fn put(&self, key: &ObjectKey, bytes: Bytes) -> Result<(), StorageError> {
        self.bucket().await?.put(key, bytes.into()).await?;
        self.shut(key).await
    }

    /// Writes an object while its bytes arrive; returns how many there were. An error of the stream leaves no object.
    pub async fn put_stream<S, E>(&self, key: &ObjectKey, body: S) -> Result<u64, E>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
        E: From<StorageError>,
    {
        let bytes = parts::put(self.bucket().await?, key, body).await?;
        self.shut(key).await?;
        Ok(bytes)
    }

    /// Reads an object.
    pub async fn get(&self, key: &ObjectKey) -> Result<Object, StorageError> {
        let bucket = self.bucket().await?;
        let request = bucket.client.get_object().bucket(&bucket.name).key(key.to_string());
        Ok(object(boxed(request.send()).await?))
    }

    /// Reads a part of an object, both ends included.
    pub async fn get_range(&self, key: &ObjectKey, range: RangeInclusive<u64>) -> Result<Object, StorageError> {
        let bucket = self.bucket().await?;
        let range = format!("bytes={}-{}", range.start(), range.end());
        let request = bucket.client.get_object().bucket(&bucket.name).key(key.to_string()).range(range);
        Ok(object(boxed(request.send()).await?))
    }

    /// Deletes an object; a missing one counts as deleted.
    pub async fn delete(&self, key: &ObjectKey) -> Result<(), StorageError> {
        let bucket = self.bucket().await?;
        let request = bucket.client.delete_object().bucket(&bucket.name).key(key.to_string());
        match boxed(request.send()).await.map_err(StorageError::from) {
            Ok(_) | Err(StorageError::Missing) => {}
            Err(error) => return Err(error),
        }
        let Some(folder) = self.folder() else { return Ok(()) };
        folder.forget(key).await.map_err(|error| StorageError::unavailable("tidy up after an object", error))
    }

    /// The embedded store's files, for the tasks that its S3 leaves undone.
    fn folder(&self) -> Option<&Folder> {
        match &*self.0 {
            Kind::Remote(_) => None,
            Kind::Embedded(embedded) => embedded.running.get().map(|(running, _)| &running.folder),
        }
    }

    async fn shut(&self, key: &ObjectKey) -> Result<(), StorageError> {
        let Some(folder) = self.folder() else { return Ok(()) };
        folder.shut(key).await.map_err(|error| StorageError::unavailable("shut others out of an object", error))
    }

    /// All objects of one owner on one shelf, by name.
    pub async fn list(&self, prefix: ObjectPrefix) -> Result<Vec<StoredObject>, StorageError> {
        let bucket = self.bucket().await?;
        let (mut objects, mut after) = (Vec::new(), None);
        loop {
            let request = bucket.client.list_objects_v2().bucket(&bucket.name).prefix(prefix.to_string());
            let page = boxed(request.max_keys(PAGE).set_start_after(after).send()).await?;
            let is_truncated = page.is_truncated() == Some(true);
            after = page.contents().last().and_then(|object| object.key().map(str::to_owned));
            objects.extend(page.contents().iter().filter_map(|object| {
                let bytes = u64::try_from(object.size()?).ok()?;
                Some(StoredObject { key: object.key()?.parse().ok()?, bytes })
            }));
            if !is_truncated || after.is_none() {
                return Ok(objects);
            }
        }
    }
}

impl Bucket {
    pub(crate) async fn put(&self, key: &ObjectKey, body: ByteStream) -> Result<(), StorageError> {
        let request = self.client.put_object().bucket(&self.name).key(key.to_string());
        boxed(request.content_type(key.kind().content_type()).body(body).send()).await?;
        Ok(())
    }
}

/// The client's futures are very large, and would make every future around them as large.
pub(crate) fn boxed<F: Future + Send>(request: F) -> Pin<Box<F>> {
    Box::pin(request)
}

fn object(answer: GetObjectOutput) -> Object {
    let length = answer.content_length.and_then(|length| u64::try_from(length).ok()).unwrap_or_default();
    Object { length, body: answer.body }
}
