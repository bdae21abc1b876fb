//! An S3 in this process, for installations without one: it listens on the loopback address alone, accepts only this
//! process's own credentials, and keeps its objects as files in a folder.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use secrecy::{ExposeSecret, SecretString};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use crate::folder::Folder;
use crate::{RemoteS3, StorageError};

const BUCKET: &str = "soloos";
const REGION: &str = "us-east-1";
/// Locked for as long as a process serves the folder.
const LOCK: &str = ".soloos.lock";

/// The settings of an embedded S3.
#[derive(Debug, Clone)]
pub struct EmbeddedS3 {
    /// Where the objects are kept; created when missing.
    pub folder: PathBuf,
    /// Random, and known to this process alone.
    pub access_key_id: SecretString,
    pub secret_access_key: SecretString,
}

/// An embedded S3 that runs until this value is dropped.
#[derive(Debug)]
pub(crate) struct Running {
    pub endpoint: RemoteS3,
    pub folder: Folder,
    accepting: JoinHandle<()>,
    _lock: File,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl EmbeddedS3 {
    /// Starts listening on a free port of the loopback address.
    pub(crate) async fn start(&self) -> Result<Running, StorageError> {
        let unavailable = |error| StorageError::unavailable("start the embedded object store", error);
        std::fs::create_dir_all(&self.folder).map_err(unavailable)?;
        let lock = lock(&self.folder)?;
        let folder = Folder::open(&self.folder, BUCKET).map_err(unavailable)?;
        let service = self.service()?;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(unavailable)?;
        let endpoint = RemoteS3 {
            endpoint: format!("http://{}", listener.local_addr().map_err(unavailable)?),
            region: REGION.to_owned(),
            bucket: BUCKET.to_owned(),
            access_key_id: self.access_key_id.clone(),
            secret_access_key: self.secret_access_key.clone(),
        };
        #[expect(clippy::disallowed_methods, reason = "it ends with this value, not with a shutdown's tasks")]
        let accepting = tokio::spawn(accept(listener, service));
        Ok(Running { endpoint, folder, accepting, _lock: lock })
    }

    fn service(&self) -> Result<S3Service, StorageError> {
        let files = FileSystem::new(&self.folder)
            .map_err(|error| StorageError::Unavailable(format!("open the folder of objects: {error:?}")))?;
        let (id, secret) = (self.access_key_id.expose_secret(), self.secret_access_key.expose_secret());
        let mut service = S3ServiceBuilder::new(files);
        service.set_auth(SimpleAuth::from_single(id, secret));
        Ok(service.build())
    }
}

/// Two processes in one folder would delete each other's half-written files.
fn lock(folder: &Path) -> Result<File, StorageError> {
    let unavailable = |error| StorageError::unavailable("lock the folder of objects", error);
    let file = File::create(folder.join(LOCK)).map_err(unavailable)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StorageError::Unavailable(
            "another server process keeps its objects in this folder; several processes need an S3 of their own"
                .to_owned(),
        )),
        Err(TryLockError::Error(error)) => Err(unavailable(error)),
    }
}

async fn accept(listener: TcpListener, service: S3Service) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => { connections.spawn(serve(stream, service.clone())); }
                Err(error) => tracing::warn!(%error, "the embedded object store could not take a connection"),
            },
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
        }
    }
}

async fn serve(stream: TcpStream, service: S3Service) {
    // Small answers must not be delayed.
    stream.set_nodelay(true).ok();
    let served = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service).await;
    if let Err(error) = served {
        tracing::debug!(%error, "a connection to the embedded object store broke");
    }
}
