//! Delivers one mail to an SMTP server and reports exactly how far it got.

mod envelope;
mod failure;
mod server;
mod session;
mod subject;

use std::{fmt, sync::Arc, time::Duration};

use secrecy::SecretString;

pub use envelope::{Envelope, format_address};
pub use failure::SendFailure;

use crate::MailError;
use envelope::Outgoing;
use server::Server;
use session::Session;

/// The server's confirmation that it has taken responsibility for the mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The reply's code, normally 250.
    pub code: u16,
    /// The reply's text, in which most servers name their queue id.
    pub message: String,
}

/// A configured SMTP server; cheap to clone.
///
/// Every mail uses a connection of its own: a pooled one that went stale while idle is the commonest cause of
/// [`SendFailure::Uncertain`], and an outbox has no need to save the handshake.
#[derive(Clone)]
pub struct Smtp {
    server: Arc<Server>,
}

impl Smtp {
    /// Reads `scheme://[user:password@]host[:port][/ehlo-name]`, user and password percent-encoded. Connects to nothing.
    ///
    /// | scheme | encryption | port |
    /// |---|---|---|
    /// | `smtps` | TLS from the first byte | 465 |
    /// | `smtp+starttls` | STARTTLS, or no mail | 587 |
    /// | `smtp` | STARTTLS where offered, and required before a password leaves this machine | 587 with a password, else 25 |
    /// | `smtp+plain` | never | 25 |
    ///
    /// `timeout` bounds each stage of a delivery, see [`Self::longest_send`].
    pub fn from_url(url: &SecretString, timeout: Duration) -> Result<Self, MailError> {
        Ok(Self { server: Arc::new(Server::from_url(url, timeout)?) })
    }

    /// Delivers one mail to its one recipient.
    ///
    /// Dropping the future breaks the connection; after the content was sent, that is as uncertain as
    /// [`SendFailure::Uncertain`].
    pub async fn send(&self, mail: &Envelope) -> Result<Receipt, SendFailure> {
        let outgoing = Outgoing::try_from(mail)?;
        let mut session = Session::open(&self.server).await?;
        let receipt = session.deliver(&outgoing).await;
        session.close().await;
        receipt
    }

    /// Connects, encrypts and signs in as [`Self::send`] does, and sends nothing.
    pub async fn check(&self) -> Result<(), SendFailure> {
        Session::open(&self.server).await?.close().await;
        Ok(())
    }

    /// The longest that [`Self::send`] can take: how long an outbox has to wait before it may treat a mail as
    /// abandoned.
    pub fn longest_send(&self) -> Duration {
        session::longest(self.server.timeout)
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp").field("host", &self.server.host).field("port", &self.server.port).finish_non_exhaustive()
    }
}
