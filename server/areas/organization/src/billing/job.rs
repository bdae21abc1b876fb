//! The job that ends a subscription where it is paid, once nobody is to pay for it.

use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use server_core::jobs::JobBackend;

use super::running::cancel_at_stripe;

/// Queued by `app.cancel_subscription` in the transaction that gives the subscription up.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CancelSubscription {
    subscription: String,
}

impl TaskHandler for CancelSubscription {
    const IDENTIFIER: &'static str = "cancel_subscription";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let JobBackend(backend) = context.get_ext::<JobBackend>().ok_or("the worker has no backend")?;
        cancel_at_stripe(backend, &self.subscription).await.map_err(|error| error.to_string())
    }
}
