//! The job that takes an object out of the store once nothing names it.

use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

use super::JobBackend;

/// Queued by `app.remove_object` in the transaction that gives an object up.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RemoveObject {
    key: String,
}

impl TaskHandler for RemoveObject {
    const IDENTIFIER: &'static str = "remove_object";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let JobBackend(backend) = context.get_ext::<JobBackend>().ok_or("the worker has no backend")?;
        crate::files::remove(backend, &self.key).await.map_err(|error| error.to_string())
    }
}
