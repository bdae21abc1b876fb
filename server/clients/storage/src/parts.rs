//! Writes an object of unknown length: in parts, of which one at a time is in memory.

use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart};
use bytes::{Bytes, BytesMut};
use futures::{Stream, StreamExt};

use crate::remote::Bucket;
use crate::store::boxed;
use crate::{ObjectKey, StorageError};

/// S3 requires at least 5 MiB in every part but the last.
const PART: usize = 8 * 1024 * 1024;

/// A multipart upload that was begun.
struct Upload<'a> {
    bucket: &'a Bucket,
    key: String,
    id: String,
    parts: Vec<CompletedPart>,
}

/// Writes the stream to its end; returns how many bytes it had. On any failure no partial object is left.
pub(crate) async fn put<S, E>(bucket: &Bucket, key: &ObjectKey, mut body: S) -> Result<u64, E>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
    E: From<StorageError>,
{
    let first = fill(&mut body).await?;
    if first.len() < PART {
        let length = first.len() as u64;
        bucket.put(key, first.into()).await?;
        return Ok(length);
    }
    let mut upload = Upload::begin(bucket, key).await?;
    match upload.fill_up(first, body).await {
        Ok(length) => {
            upload.complete().await?;
            Ok(length)
        }
        Err(error) => {
            upload.abort().await;
            Err(error)
        }
    }
}

/// One part's worth of bytes, fewer at the end.
async fn fill<S, E>(body: &mut S) -> Result<Bytes, E>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    let mut part = BytesMut::new();
    while part.len() < PART {
        match body.next().await {
            Some(bytes) => part.extend_from_slice(&bytes?),
            None => break,
        }
    }
    Ok(part.freeze())
}

impl<'a> Upload<'a> {
    async fn begin(bucket: &'a Bucket, key: &ObjectKey) -> Result<Self, StorageError> {
        let name = key.to_string();
        let request = bucket.client.create_multipart_upload().bucket(&bucket.name).key(&name);
        let begun = boxed(request.content_type(key.kind().content_type()).send()).await?;
        let id = begun.upload_id.ok_or_else(|| StorageError::Refused("a multipart upload got no id".to_owned()))?;
        Ok(Self { bucket, key: name, id, parts: Vec::new() })
    }

    async fn fill_up<S, E>(&mut self, first: Bytes, mut body: S) -> Result<u64, E>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
        E: From<StorageError>,
    {
        let (mut part, mut length) = (first, 0);
        while !part.is_empty() {
            length += part.len() as u64;
            self.add(part).await?;
            part = fill(&mut body).await?;
        }
        Ok(length)
    }

    async fn add(&mut self, bytes: Bytes) -> Result<(), StorageError> {
        let number = i32::try_from(self.parts.len() + 1).unwrap_or(i32::MAX);
        let request = self.bucket.client.upload_part().bucket(&self.bucket.name).key(&self.key).upload_id(&self.id);
        let done = boxed(request.part_number(number).body(ByteStream::from(bytes)).send()).await?;
        self.parts.push(CompletedPart::builder().part_number(number).set_e_tag(done.e_tag).build());
        Ok(())
    }

    async fn complete(self) -> Result<(), StorageError> {
        let parts = CompletedMultipartUpload::builder().set_parts(Some(self.parts)).build();
        let request = self.bucket.client.complete_multipart_upload().bucket(&self.bucket.name).key(&self.key);
        boxed(request.upload_id(&self.id).multipart_upload(parts).send()).await?;
        Ok(())
    }

    async fn abort(self) {
        let request = self.bucket.client.abort_multipart_upload().bucket(&self.bucket.name).key(&self.key);
        if let Err(error) = boxed(request.upload_id(&self.id).send()).await {
            tracing::warn!(error = %StorageError::from(error), "parts of an upload that failed are left in the object store");
        }
    }
}
