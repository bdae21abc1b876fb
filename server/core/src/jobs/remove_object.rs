//! The job that removes an object from the store once nothing names it.

use domain::ids::OrganizationId;
use serde::{Deserialize, Serialize};

use super::{Done, Job, Pool};
use crate::{Backend, files};

/// Queued by `app.remove_object` in the transaction that gives an object up.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RemoveObject {
    key: String,
}

impl Job for RemoveObject {
    const NAME: &'static str = "remove_object";
    const POOL: Pool = Pool::Quick;

    async fn run(self, backend: &Backend, _organization: Option<OrganizationId>) -> Done {
        Ok(files::remove(backend, &self.key).await?)
    }
}
