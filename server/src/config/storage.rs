//! The settings of the object store.

use std::path::{Path, PathBuf};

use ::storage::RemoteS3;
use secrecy::SecretString;

use super::reader::Reader;

/// An external S3, or the one in this process.
#[derive(Debug, Clone)]
pub enum StorageConfig {
    Remote(RemoteS3),
    Embedded { folder: PathBuf },
}

/// An address turns an external store on; then everything else about it must be set too.
pub(super) fn read(reader: &mut Reader, data_dir: &Path) -> StorageConfig {
    let Some(endpoint) = reader.url("S3_ENDPOINT") else {
        return StorageConfig::Embedded { folder: data_dir.join("objects") };
    };
    StorageConfig::Remote(RemoteS3 {
        endpoint,
        region: reader.text("S3_REGION"),
        bucket: required(reader, "S3_BUCKET").unwrap_or_default(),
        access_key_id: required_secret(reader, "S3_ACCESS_KEY_ID"),
        secret_access_key: required_secret(reader, "S3_SECRET_ACCESS_KEY"),
    })
}

fn required(reader: &mut Reader, name: &str) -> Option<String> {
    let value = reader.optional(name);
    if value.is_none() {
        reader.problem(name, "required, since S3_ENDPOINT is set");
    }
    value
}

fn required_secret(reader: &mut Reader, name: &str) -> SecretString {
    required(reader, name).unwrap_or_default().into()
}
