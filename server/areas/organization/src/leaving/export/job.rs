//! The job that packs an organisation for its owner.

use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use server_core::jobs::JobBackend;
use uuid::Uuid;

use super::pack::{Packing, pack};

/// Queued by `app.add_export` in the transaction that asks for the export.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ExportOrganization {
    organization: Uuid,
    export: Uuid,
}

impl TaskHandler for ExportOrganization {
    const IDENTIFIER: &'static str = "export_organization";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let JobBackend(backend) = context.get_ext::<JobBackend>().ok_or("the worker has no backend")?;
        match pack(backend, self.organization.into(), self.export.into()).await {
            Ok(Packing::Over) => Ok(()),
            Ok(Packing::TryLater(reason)) => Err(reason),
            Err(error) => Err(error.to_string()),
        }
    }
}
