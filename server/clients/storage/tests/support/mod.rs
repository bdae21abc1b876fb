//! Stores to test against: one in this process, and the one that the environment names.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must fail loudly")]

use secrecy::SecretString;
use storage::{EmbeddedS3, RemoteS3, Storage};
use tempfile::TempDir;
use url::Url;

/// A folder that is deleted with this value.
pub fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// A store in this process, over the folder.
pub fn store(folder: &std::path::Path) -> Storage {
    Storage::embedded(EmbeddedS3 {
        folder: folder.to_owned(),
        access_key_id: "test-id".into(),
        secret_access_key: "test-secret".into(),
    })
}

/// Every store that the tests run against; the folder must outlive its store.
pub fn stores() -> Vec<(TempDir, Storage)> {
    let folder_of_ours = folder();
    let ours = store(folder_of_ours.path());
    let mut stores = vec![(folder_of_ours, ours)];
    stores.extend(from_environment().map(|remote| (folder(), Storage::remote(&remote))));
    stores
}

#[expect(clippy::disallowed_methods, reason = "tests find their servers through the environment")]
fn from_environment() -> Option<RemoteS3> {
    let url = Url::parse(&std::env::var("SOLOOS_TEST_S3_URL").ok()?).expect("http://key:secret@host:port/bucket");
    let at = url.host_str().expect("a host");
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    Some(RemoteS3 {
        endpoint: format!("{}://{at}{port}", url.scheme()),
        region: "us-east-1".to_owned(),
        bucket: url.path().trim_matches('/').to_owned(),
        access_key_id: url.username().to_owned().into(),
        secret_access_key: url.password().unwrap_or_default().to_owned().into(),
    })
}

/// The same store, for a client with a guessed secret.
pub async fn with_other_credentials(store: &Storage) -> Storage {
    Storage::remote(&RemoteS3 {
        endpoint: store.endpoint().await.unwrap().to_owned(),
        region: "us-east-1".to_owned(),
        bucket: "soloos".to_owned(),
        access_key_id: "test-id".into(),
        secret_access_key: SecretString::from("guessed"),
    })
}

/// An address where nothing listens.
pub fn unreachable() -> Storage {
    Storage::remote(&RemoteS3 {
        endpoint: "http://127.0.0.1:1".to_owned(),
        region: "us-east-1".to_owned(),
        bucket: "soloos".to_owned(),
        access_key_id: "id".into(),
        secret_access_key: "secret".into(),
    })
}
