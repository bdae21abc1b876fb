//! What can go wrong between a request and its last token, in words an operator can act on.
use std::path::{Path, PathBuf};

/// Why the embedded model gave no answer, or stopped in the middle of one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LocalError {
    /// There is no file where the model is expected.
    #[error("the demo model's file is missing: {}", path.display())]
    Missing {
        /// The expected path.
        path: PathBuf,
    },
    /// The file is there, and the operating system will not let us read it.
    #[error("the demo model's file {} cannot be read: {reason}", path.display())]
    Unreadable {
        /// The file in question.
        path: PathBuf,
        /// The operating system's message.
        reason: String,
    },
    /// The file is cut short, damaged, or a model of another kind.
    #[error("the demo model's file {} is damaged or not the expected model ({reason}); delete it and fetch it again", path.display())]
    Corrupt {
        /// The file in question.
        path: PathBuf,
        /// The damage that was found.
        reason: String,
    },
    /// The request holds no turn to answer.
    #[error("the conversation has no turn to answer")]
    NothingToAnswer,
    /// So many requests of the organisation wait already that one more would wait too long.
    #[error("too many requests of this organisation wait for the demo model")]
    TooManyWaiting,
    /// The computation itself failed; the text sent so far stays.
    #[error("the demo model stopped: {0}")]
    Failed(String),
}

impl LocalError {
    pub(crate) fn opening(path: &Path, error: &std::io::Error) -> Self {
        let path = path.to_path_buf();
        if error.kind() == std::io::ErrorKind::NotFound {
            return Self::Missing { path };
        }
        Self::Unreadable { path, reason: error.to_string() }
    }

    pub(crate) fn corrupt(path: &Path, reason: impl ToString) -> Self {
        Self::Corrupt { path: path.to_path_buf(), reason: reason.to_string() }
    }
}

impl From<candle_core::Error> for LocalError {
    fn from(error: candle_core::Error) -> Self {
        Self::Failed(error.to_string())
    }
}
