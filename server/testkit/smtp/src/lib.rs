//! A real SMTP server process (`smtpd.py`, aiosmtpd) for tests: it keeps what it accepts and plays faults on demand.
//!
//! A development dependency only. It listens on loopback on a free port, and ends with its handle. A machine
//! without aiosmtpd fails the test with a sentence that says what to run; nothing is ever skipped.

mod fault;
mod process;
mod spool;

use std::time::Duration;

pub use fault::{Fault, FaultPlan};
pub use spool::{Attempt, ReceivedMail};

use process::{Options, Process};
use spool::Spool;

/// A running SMTP server; dropping it kills the process and deletes its spool.
#[derive(Debug)]
pub struct SmtpStandIn {
    options: Options,
    spool: Spool,
    process: Option<Process>,
}

impl SmtpStandIn {
    /// Starts a server that accepts every mail, without sign-in and without TLS.
    pub async fn start() -> Self {
        Self::start_with(Options::default()).await
    }

    /// Starts a server that accepts mail only after AUTH with this name and password.
    pub async fn start_with_sign_in(user: &str, password: &str) -> Self {
        let sign_in =
            Options { user: Some(user.to_owned()), password: Some(password.to_owned()), ..Options::default() };
        Self::start_with(sign_in).await
    }

    /// Starts a server of the older kind, which offers no SMTPUTF8.
    pub async fn start_without_smtputf8() -> Self {
        Self::start_with(Options { smtputf8: false, ..Options::default() }).await
    }

    async fn start_with(mut options: Options) -> Self {
        let spool = Spool::create();
        options.spool = spool.path().to_owned();
        let (process, port) = Process::start(&options).await;
        options.port = port;
        Self { options, spool, process: Some(process) }
    }

    /// The server's address as an `smtp://` URL, with the sign-in (percent-encoded) when it asks for one.
    pub fn url(&self) -> String {
        let sign_in = match (&self.options.user, &self.options.password) {
            (Some(user), Some(password)) => format!("{}:{}@", encode(user), encode(password)),
            _ => String::new(),
        };
        format!("smtp://{sign_in}127.0.0.1:{}", self.options.port)
    }

    /// The port on 127.0.0.1; it stays the same over [`Self::restart`].
    pub fn port(&self) -> u16 {
        self.options.port
    }

    /// All mails the server has taken responsibility for, oldest first; also while it is stopped.
    pub fn received(&self) -> Vec<ReceivedMail> {
        self.spool.mails()
    }

    /// Every RCPT the server has seen, refused ones included, oldest first.
    pub fn attempts(&self) -> Vec<Attempt> {
        self.spool.attempts()
    }

    /// Adds a fault; the newest plan that fits a recipient and is not used up decides.
    pub async fn set_fault(&mut self, plan: impl Into<FaultPlan>) {
        self.running().add_fault(&plan.into()).await;
    }

    /// Removes all faults, so that the server accepts everything again.
    pub async fn clear_faults(&mut self) {
        self.running().clear_faults().await;
    }

    /// Kills the server at once, as a crash would; the accepted mails stay readable.
    pub async fn stop(&mut self) {
        if let Some(process) = self.process.take() {
            process.stop().await;
        }
    }

    /// Ends the server as an orderly restart does: it answers the mails in progress and accepts no new ones.
    pub async fn shut_down(&mut self) {
        self.running().leave().await;
        self.stop().await;
    }

    /// Starts the server again on the same port, killing it first if it runs; faults are removed, mails kept.
    pub async fn restart(&mut self) {
        self.stop().await;
        let (process, _) = Process::start(&self.options).await;
        self.process = Some(process);
    }

    /// Waits until `count` mails have arrived, and fails the test after `patience`.
    pub async fn wait_for(&self, count: usize, patience: Duration) -> Vec<ReceivedMail> {
        let arrived = async {
            loop {
                let mails = self.received();
                if mails.len() >= count {
                    return mails;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        match tokio::time::timeout(patience, arrived).await {
            Ok(mails) => mails,
            Err(_) => fail(&format!("only {} of {count} mails arrived within {patience:?}", self.received().len())),
        }
    }

    fn running(&mut self) -> &mut Process {
        match &mut self.process {
            Some(process) => process,
            None => fail("the SMTP stand-in is stopped: call restart() before you set a fault"),
        }
    }
}

fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            encoded.extend(["%", &format!("{byte:02X}")]);
        }
        encoded
    })
}

#[expect(clippy::panic, reason = "a stand-in that cannot do its work must fail the test that relies on it")]
fn fail(sentence: &str) -> ! {
    panic!("{sentence}")
}
