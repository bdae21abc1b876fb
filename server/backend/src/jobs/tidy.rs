//! The hourly job that clears away what has expired.

use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

use super::worker::JobBackend;

#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Tidy {}

impl TaskHandler for Tidy {
    const IDENTIFIER: &'static str = "tidy";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let JobBackend(backend) = context.get_ext::<JobBackend>().ok_or("the worker has no backend")?;
        let conversations = crate::chat::purge(backend).await.map_err(|error| error.to_string())?;
        crate::accounts::purge(backend).await.map_err(|error| error.to_string())?;
        crate::audit::purge(backend).await.map_err(|error| error.to_string())?;
        crate::impersonation::sweep(backend).await.map_err(|error| error.to_string())?;
        let organizations = crate::platform::purge(backend).await.map_err(|error| error.to_string())?;
        tracing::info!(conversations, organizations, "cleared away what had expired");
        Ok::<(), String>(())
    }
}
