//! The context that a running job gets.

use crate::Backend;

/// The backend, as jobs find it in their context.
#[derive(Clone)]
pub struct JobBackend(pub Backend);

impl std::fmt::Debug for JobBackend {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JobBackend")
    }
}
