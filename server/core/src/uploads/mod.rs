//! Incoming files: the turns of people, how many pictures are drawn at once, and the outcome. Nothing is drawn without
//! a [`Turn`], so that no endpoint forgets to ask for one.

mod studio;
mod turns;

use bytes::Bytes;
use domain::AppError;
use domain::ids::UserId;
use domain::pictures::{Picture, UploadRefusal};
use pictures::{Kind, Prepared};
use storage::FileKind;

use crate::throttle::{Account, Limit};
use crate::{Backend, Error, Result, Visit, throttle};

pub use studio::Studio;
pub use turns::Turn;

/// Pictures that somebody uploads.
const UPLOAD: Limit = Limit { name: "upload", minutes: 15, per_account: 60, per_address: 300 };
/// How long somebody with uploads in progress is asked to wait.
const A_MOMENT: u32 = 5;

/// A file that somebody sent in their turn.
#[derive(Debug)]
pub struct Upload {
    pub picture: Picture,
    pub file: Bytes,
    /// Held until the picture is stored or refused.
    pub turn: Turn,
}

/// Why an upload failed.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The file is not taken.
    #[error("{}", .0.message())]
    Refused(UploadRefusal),
    /// The file may be good; something else is not.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl UploadError {
    /// The error for people who upload this picture.
    pub fn about(self, picture: Picture) -> AppError {
        match self {
            Self::Refused(UploadRefusal::Unknown) => {
                AppError::invalid("file", UploadRefusal::Unknown.message_for(picture))
            }
            other => other.into(),
        }
    }
}

impl From<UploadRefusal> for UploadError {
    fn from(refusal: UploadRefusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<AppError> for UploadError {
    fn from(error: AppError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<UploadError> for AppError {
    fn from(error: UploadError) -> Self {
        match error {
            UploadError::Refused(UploadRefusal::Busy) => {
                Self::Unavailable { message: UploadRefusal::Busy.message().to_owned() }
            }
            UploadError::Refused(refusal) => Self::invalid("file", refusal.message()),
            UploadError::Failed(error) => error.into(),
        }
    }
}

/// Gives the person a turn to upload, before a byte of the file is read; refuses people who upload too often, or have
/// uploads in progress.
pub async fn turn(backend: &Backend, person: UserId, visit: &Visit) -> Result<Turn> {
    let turn = backend.studio.turns.take(person).ok_or(AppError::RateLimited { retry_after_seconds: A_MOMENT })?;
    throttle::admit(backend, UPLOAD, Account::Person(person), visit).await?;
    Ok(turn)
}

/// Redraws the file as a picture of ours, as soon as a worker is free.
pub async fn prepare(backend: &Backend, upload: &Upload) -> std::result::Result<(Prepared, FileKind), UploadRefusal> {
    let _permit = backend.studio.hands.permit().await.map_err(|_| UploadRefusal::Busy)?;
    let prepared = backend.studio.worker.prepare(upload.file.clone(), upload.picture).await?;
    let kind = match prepared.kind {
        Kind::Png => FileKind::Png,
        Kind::Jpeg => FileKind::Jpeg,
    };
    Ok((prepared, kind))
}
