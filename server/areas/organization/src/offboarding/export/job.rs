//! The job that packs an organisation for its owner.

use domain::ids::OrganizationId;
use serde::{Deserialize, Serialize};
use server_core::Backend;
use server_core::jobs::{Done, Job, Pool, TryLater};
use uuid::Uuid;

use super::pack::{Packing, pack};

/// Queued in the transaction that asks for the export.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ExportOrganization {
    pub(super) export: Uuid,
}

impl Job for ExportOrganization {
    const NAME: &'static str = "export_organization";
    const POOL: Pool = Pool::Slow;

    async fn run(self, backend: &Backend, organization: Option<OrganizationId>) -> Done {
        let organization = organization.ok_or_else(|| TryLater("no organisation is named".to_owned()))?;
        match pack(backend, organization, self.export.into()).await? {
            Packing::Over => Ok(()),
            Packing::TryLater(reason) => Err(TryLater(reason)),
        }
    }
}
