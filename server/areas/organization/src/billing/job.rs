//! The job that ends a subscription at Stripe, once nobody is to pay for it.

use domain::ids::OrganizationId;
use serde::{Deserialize, Serialize};
use server_core::Backend;
use server_core::jobs::{Done, Job, Pool};

use super::running::cancel_at_stripe;

/// Queued in the transaction that gives the subscription up.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CancelSubscription {
    pub(super) subscription: String,
}

impl Job for CancelSubscription {
    const NAME: &'static str = "cancel_subscription";
    const POOL: Pool = Pool::Quick;

    async fn run(self, backend: &Backend, _organization: Option<OrganizationId>) -> Done {
        Ok(cancel_at_stripe(backend, &self.subscription).await?)
    }
}
