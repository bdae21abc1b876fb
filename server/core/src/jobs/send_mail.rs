//! The job that delivers one mail of the outbox.

use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::JobBackend;
use crate::outbox::{self, Delivery};

/// Queued by `app.add_delivery` in the transaction that writes the mail.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SendMail {
    pub(super) mail: Uuid,
}

impl TaskHandler for SendMail {
    const IDENTIFIER: &'static str = "send_mail";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let JobBackend(backend) = context.get_ext::<JobBackend>().ok_or("the worker has no backend")?;
        match outbox::deliver(backend, self.mail.into()).await {
            Ok(Delivery::Over) => Ok(()),
            // The queue comes back later, each time after a longer pause.
            Ok(Delivery::TryLater(reason)) => Err(reason),
            Err(error) => {
                tracing::error!(mail = %self.mail, %error, "a mail could not be handled");
                Err("see the log".to_owned())
            }
        }
    }
}
