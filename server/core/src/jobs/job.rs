//! A job: something to do later, queued in the transaction that needs it done.

use domain::ids::OrganizationId;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{JobBackend, JobKind, Pool};
use crate::Backend;

/// One kind of job, with its data. It must be safe to run twice: a server may die in the middle of it. If
/// transactions of `Db::tenant` or `Db::identity` add it, its area's migration says so with `app.open_queue`.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its word in the queue; waiting jobs carry it.
    const NAME: &'static str;
    const POOL: Pool;

    /// Runs it, for the organisation whose transaction added it, or for the platform.
    fn run(self, backend: &Backend, organization: Option<OrganizationId>) -> impl Future<Output = Done> + Send;

    /// The kind that its area registers.
    fn kind() -> JobKind {
        JobKind { pool: Self::POOL, definition: Queued::<Self>::definition() }
    }
}

/// Over, or to be tried again after a pause that grows with each try. The job decides whether another try is worth it.
pub type Done = std::result::Result<(), TryLater>;

/// Why a job did not work now, for the operator's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TryLater(pub String);

impl<E: std::error::Error> From<E> for TryLater {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// A job as the queue stores it. `app.add_job` writes the organisation; a job that is added by hand may have none.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Queued<J> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) organization: Option<Uuid>,
    #[serde(flatten)]
    pub(super) job: J,
}

impl<J: Job> TaskHandler for Queued<J> {
    const IDENTIFIER: &'static str = J::NAME;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let JobBackend(backend) = context.get_ext::<JobBackend>().ok_or("the worker has no backend")?;
        let organization = self.organization.map(OrganizationId);
        self.job.run(backend, organization).await.map_err(|TryLater(reason)| reason)
    }
}
