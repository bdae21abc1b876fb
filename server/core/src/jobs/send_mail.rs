//! The job that delivers one mail of the outbox.

use domain::ids::OrganizationId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Done, Job, Pool, TryLater};
use crate::Backend;
use crate::outbox::{self, Delivery};

/// Queued in the transaction that writes the mail.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SendMail {
    pub(crate) mail: Uuid,
}

impl Job for SendMail {
    const NAME: &'static str = "send_mail";
    const POOL: Pool = Pool::Quick;

    async fn run(self, backend: &Backend, _organization: Option<OrganizationId>) -> Done {
        match outbox::deliver(backend, self.mail.into()).await {
            Ok(Delivery::Over) => Ok(()),
            // The queue comes back later, each time after a longer pause.
            Ok(Delivery::TryLater(reason)) => Err(TryLater(reason)),
            Err(error) => {
                tracing::error!(mail = %self.mail, %error, "a mail could not be handled");
                Err(TryLater("see the log".to_owned()))
            }
        }
    }
}
