//! A ZIP that is written on a thread of its own while its content arrives from elsewhere.

use std::io::{Seek, Write};

use bytes::Bytes;
use server_core::{Error, Result};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// How many pieces may wait for the disk.
const WAITING: usize = 16;

enum Piece {
    /// A new entry; pictures and the like are compressed already.
    Entry {
        name: String,
        is_packed: bool,
    },
    Bytes(Bytes),
}

/// An archive that is being written.
pub(super) struct Archive<W> {
    pieces: mpsc::Sender<Piece>,
    writer: JoinHandle<Result<W>>,
}

impl<W: Write + Seek + Send + 'static> Archive<W> {
    /// Starts an empty archive.
    #[expect(clippy::disallowed_methods, reason = "one job packs at a time, and waits for it")]
    pub fn new(target: W) -> Self {
        let (pieces, incoming) = mpsc::channel(WAITING);
        Self { pieces, writer: tokio::task::spawn_blocking(move || write(target, incoming)) }
    }

    /// Begins an entry; the following pieces belong to it.
    pub async fn begin(&self, name: String, is_packed: bool) -> Result<()> {
        self.send(Piece::Entry { name, is_packed }).await
    }

    /// Adds to the entry.
    pub async fn add(&self, bytes: impl Into<Bytes>) -> Result<()> {
        self.send(Piece::Bytes(bytes.into())).await
    }

    async fn send(&self, piece: Piece) -> Result<()> {
        // `finish` returns the reason.
        self.pieces.send(piece).await.map_err(|_| Error::Fault("the archive's writer has stopped".to_owned()))
    }

    /// Writes the end and returns the target.
    pub async fn finish(self) -> Result<W> {
        drop(self.pieces);
        self.writer.await.map_err(|error| Error::fault("write an archive", error))?
    }
}

fn write<W: Write + Seek>(target: W, mut pieces: mpsc::Receiver<Piece>) -> Result<W> {
    let fault = |error: zip::result::ZipError| Error::fault("write an archive", error);
    let mut zip = ZipWriter::new(target);
    while let Some(piece) = pieces.blocking_recv() {
        match piece {
            Piece::Entry { name, is_packed } => {
                let method = if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
                let options = SimpleFileOptions::default().compression_method(method).large_file(true);
                zip.start_file(name, options).map_err(fault)?;
            }
            Piece::Bytes(bytes) => {
                zip.write_all(&bytes).map_err(|error| Error::fault("write an archive", error))?;
            }
        }
    }
    zip.finish().map_err(fault)
}
