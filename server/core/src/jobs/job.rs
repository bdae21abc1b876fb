//! What a job is: something to do later, that is queued in the transaction which needs it done.

use domain::ids::OrganizationId;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{JobBackend, JobKind, Pool};
use crate::Backend;

/// One kind of job, with what it needs to know. It must be safe to run twice: a server may die in the middle of it. If
/// organisations' own transactions add it, or the sign-in desk's, its area's migration says so with `app.open_queue`.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its word in the queue; jobs that wait carry it.
    const NAME: &'static str;
    const POOL: Pool;

    /// Does it, for the organisation whose transaction added it, or for the platform.
    fn run(self, backend: &Backend, organization: Option<OrganizationId>) -> impl Future<Output = Done> + Send;

    /// As its area registers it.
    fn kind() -> JobKind {
        JobKind { pool: Self::POOL, definition: Queued::<Self>::definition() }
    }
}

/// Over, or to be tried again after a pause that grows with each try. Whether another try is worth it the job decides.
pub type Done = std::result::Result<(), TryLater>;

/// Why a job did not work now, for the operator's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TryLater(pub String);

impl<E: std::error::Error> From<E> for TryLater {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// A job as it stands in the queue. `app.add_job` writes the organisation; what is added by hand may have none.
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
