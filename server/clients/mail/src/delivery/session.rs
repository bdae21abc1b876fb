//! One SMTP dialogue, stage by stage, so that a failure can say whether the mail may have been taken.

use std::{
    iter,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use lettre::transport::smtp::{
    Error,
    authentication::DEFAULT_MECHANISMS,
    client::AsyncSmtpConnection,
    commands::{Data, Mail, Rcpt},
    extension::{Extension, MailBodyParameter, MailParameter},
    response::Response,
};
use tokio::time::timeout;

use super::{
    Receipt, SendFailure,
    envelope::Outgoing,
    server::{Encryption, Server},
};

const CHUNK: usize = 16 * 1024;
const GOODBYE: Duration = Duration::from_secs(2);
/// Giving up on the last reply risks a second delivery, so it gets more time than the other stages (RFC 5321, 4.5.3.2).
const CONTENT_STAGES: u32 = 4;

/// The sum of all stages of a delivery: opening, mail commands, content, closing.
pub fn longest(stage: Duration) -> Duration {
    stage.saturating_mul(2 + CONTENT_STAGES).saturating_add(GOODBYE)
}

/// An open connection, encrypted and signed in as its server requires.
pub struct Session<'a> {
    connection: AsyncSmtpConnection,
    server: &'a Server,
}

impl<'a> Session<'a> {
    pub async fn open(server: &'a Server) -> Result<Self, SendFailure> {
        match timeout(server.timeout, connect(server)).await {
            Ok(Ok(connection)) => Ok(Self { connection, server }),
            Ok(Err(error)) => Err(SendFailure::while_opening(&error)),
            Err(_) => Err(SendFailure::Unreachable { message: format!("no answer within {:?}", server.timeout) }),
        }
    }

    pub async fn deliver(&mut self, mail: &Outgoing) -> Result<Receipt, SendFailure> {
        let parameters = self.parameters(mail)?;
        match timeout(self.server.timeout, self.announce(mail, parameters)).await {
            Ok(Ok(())) => self.hand_over(&mail.content).await,
            Ok(Err(error)) => Err(SendFailure::before_the_end(&error)),
            Err(_) => Err(SendFailure::Unreachable { message: format!("no reply within {:?}", self.server.timeout) }),
        }
    }

    /// Sends QUIT for at most two seconds; the mail's outcome is settled by then.
    pub async fn close(mut self) {
        let _ = timeout(GOODBYE, self.connection.abort()).await;
    }

    fn parameters(&self, mail: &Outgoing) -> Result<Vec<MailParameter>, SendFailure> {
        let offers = |extension| self.connection.server_info().supports_feature(extension);
        let mut parameters = Vec::new();
        if !mail.ascii_addresses {
            if !offers(Extension::SmtpUtfEight) {
                let message = "the mail server takes no address with letters outside ASCII (no SMTPUTF8)".to_owned();
                return Err(SendFailure::Permanent { code: None, message });
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if offers(Extension::EightBitMime) && !mail.content.is_ascii() {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        Ok(parameters)
    }

    async fn announce(&mut self, mail: &Outgoing, parameters: Vec<MailParameter>) -> Result<(), Error> {
        self.connection.command(Mail::new(Some(mail.from.clone()), parameters)).await?;
        self.connection.command(Rcpt::new(mail.to.clone(), vec![])).await?;
        self.connection.command(Data).await?;
        Ok(())
    }

    async fn hand_over(&mut self, content: &[u8]) -> Result<Receipt, SendFailure> {
        // The connection asks for the next chunk only when the one before is written, and ends the content only when
        // none is left: until then no server may deliver it.
        let ended = AtomicBool::new(false);
        let mut chunks = content.chunks(CHUNK);
        let watched = iter::from_fn(|| {
            let chunk = chunks.next();
            ended.fetch_or(chunk.is_none(), Ordering::Relaxed);
            chunk
        });
        let patience = self.server.timeout.saturating_mul(CONTENT_STAGES);
        let outcome = timeout(patience, self.connection.message_iter(watched)).await;
        match (outcome, ended.into_inner()) {
            (Ok(Ok(response)), _) => Ok(receipt(&response)),
            (Ok(Err(error)), true) => Err(SendFailure::after_the_end(&error)),
            (Ok(Err(error)), false) => Err(SendFailure::before_the_end(&error)),
            (Err(_), true) => Err(SendFailure::Uncertain { message: format!("no reply within {patience:?}") }),
            (Err(_), false) => Err(SendFailure::Unreachable { message: format!("stuck for {patience:?}") }),
        }
    }
}

async fn connect(server: &Server) -> Result<AsyncSmtpConnection, Error> {
    let address = (server.host.as_str(), server.port);
    let wrapper = match &server.encryption {
        Encryption::FromTheStart(tls) => Some(tls.clone()),
        _ => None,
    };
    let mut connection =
        AsyncSmtpConnection::connect_tokio1(address, Some(server.timeout), &server.hello, wrapper, None).await?;
    match &server.encryption {
        Encryption::StartTls(tls) => connection.starttls(tls.clone(), &server.hello).await?,
        Encryption::StartTlsIfOffered(tls) if connection.can_starttls() => {
            connection.starttls(tls.clone(), &server.hello).await?;
        }
        _ => {}
    }
    if let Some(credentials) = &server.credentials {
        connection.auth(DEFAULT_MECHANISMS, credentials).await?;
    }
    Ok(connection)
}

fn receipt(response: &Response) -> Receipt {
    Receipt { code: response.code().into(), message: response.message().collect::<Vec<_>>().join(" ") }
}
