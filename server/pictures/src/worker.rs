//! The server's side of a drawing process: starts it, feeds it, bounds its answer and its time, and interprets its
//! exit. A process lives no longer than somebody waits for it.

use std::io;
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use bytes::Bytes;
use domain::pictures::{Picture, UploadRefusal};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};

use crate::{Prepared, child, reply};

/// How long a picture may take in wall-clock time. The limit of processor time comes first, unless the machine is so
/// busy that the process gets hardly any.
const PATIENCE: Duration = Duration::from_secs(20);

/// Draws pictures, each in a process of its own.
#[derive(Debug, Clone)]
pub struct Worker {
    program: PathBuf,
    patience: Duration,
}

impl Worker {
    /// Runs this program, which calls [`crate::draw_if_asked`] before everything else.
    pub fn new(program: PathBuf) -> Self {
        Self { program, patience: PATIENCE }
    }

    /// The same with another timeout.
    #[must_use]
    pub fn patient_for(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Redraws the file as a picture of ours. When the future is dropped the process is killed.
    pub async fn prepare(&self, file: Bytes, picture: Picture) -> Result<Prepared, UploadRefusal> {
        let mut process = self.start(picture).map_err(|error| {
            tracing::error!(%error, "no process could be started to draw a picture");
            UploadRefusal::Failed
        })?;
        let talk = tokio::time::timeout(self.patience, talk(&mut process, &file));
        let (answer, status) = match talk.await {
            Ok(Ok(ended)) => ended,
            Ok(Err(error)) => {
                tracing::warn!(%error, "a process that draws a picture could not be heard");
                return Err(UploadRefusal::Failed);
            }
            Err(_) => {
                tracing::warn!("the machine is too busy to draw a picture");
                return Err(UploadRefusal::Busy);
            }
        };
        reply::read(answer.into()).filter(|_| status.success()).unwrap_or_else(|| Err(meaning(status, &file)))
    }

    /// With an empty environment: no secret of the server is present where strangers' files are read.
    fn start(&self, picture: Picture) -> io::Result<Child> {
        Command::new(&self.program)
            .arg(child::WORD)
            .arg(picture.as_str())
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
    }
}

/// Writes the file and reads the answer, both at once: a pipe holds little.
async fn talk(process: &mut Child, file: &[u8]) -> io::Result<(Vec<u8>, ExitStatus)> {
    let (Some(mut to), Some(from)) = (process.stdin.take(), process.stdout.take()) else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    let give = async move {
        // A process that has ended reads no further; its exit says why.
        to.write_all(file).await.ok();
    };
    let take = async move {
        let mut answer = Vec::new();
        from.take(reply::LONGEST + 1).read_to_end(&mut answer).await.map(|_| answer)
    };
    let ((), answer) = tokio::join!(give, take);
    let answer = answer?;
    if answer.len() as u64 > reply::LONGEST {
        return Err(io::Error::other("its answer has no end"));
    }
    Ok((answer, process.wait().await?))
}

/// The exit code of a Rust program that panics: its decoder has met a malicious file.
const PANICKED: i32 = 101;

/// Why a process gave no answer. A process that was killed has hit a limit.
fn meaning(status: ExitStatus, file: &[u8]) -> UploadRefusal {
    let bytes = file.len();
    match status.code() {
        None => {
            tracing::warn!(%status, bytes, "a picture could not be drawn within its limits");
            UploadRefusal::TooComplex
        }
        Some(PANICKED) => {
            tracing::warn!(bytes, "a picture broke its decoder");
            UploadRefusal::Damaged
        }
        Some(_) => {
            tracing::error!(%status, "a process that draws a picture could not begin");
            UploadRefusal::Failed
        }
    }
}
