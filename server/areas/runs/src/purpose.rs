//! The purpose of a run. The area that opens runs supplies the model's input, and receives the result.

use std::fmt::Debug;
use std::sync::{Mutex, PoisonError};

use domain::ids::{ConversationId, MessageId, OrganizationId, RunId};
use futures::future::BoxFuture;
use llm::ChatTurn;
use runs_domain::Part;
use server_core::Result;
use server_core::db::TenantTx;
use sqlx::PgConnection;

/// A run, and what it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunKey {
    pub run: RunId,
    /// Both or none.
    pub conversation: Option<ConversationId>,
    pub message: Option<MessageId>,
}

/// The purpose of an area's runs.
pub trait Purpose: Debug + Send + Sync + 'static {
    /// Its word in `runs.purpose`, for as long as such runs are kept.
    fn name(&self) -> &'static str;

    /// How much the model reads at most, besides the agent's prompt.
    fn reading<'a>(&'a self, tx: &'a mut TenantTx, of: RunKey) -> BoxFuture<'a, Result<Reading>>;

    /// The model's input after the agent's prompt; the last turn is the question.
    fn turns<'a>(&'a self, tx: &'a mut TenantTx, of: RunKey) -> BoxFuture<'a, Result<Vec<ChatTurn>>>;

    /// Whether the person of the run may still read it.
    fn is_shown<'a>(&'a self, tx: &'a mut TenantTx, of: RunKey) -> BoxFuture<'a, Result<bool>>;

    /// Receives the result of a run, in the transaction that ends it, whichever role that has; returns the title that
    /// it took.
    fn ended<'a>(&'a self, tx: &'a mut PgConnection, ended: Ended<'a>) -> BoxFuture<'a, Result<Option<String>>>;
}

/// The size of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    pub bytes: i64,
    pub texts: i64,
}

/// The result of a run.
#[derive(Debug, Clone, Copy)]
pub struct Ended<'a> {
    pub organization: OrganizationId,
    pub of: RunKey,
    /// All its text.
    pub text: &'a str,
    /// Everything it wrote, rendered; none if there was no time to render it.
    pub parts: Option<&'a [Part]>,
    /// A title that the model found for it.
    pub title: Option<&'a str>,
}

/// Every purpose of this process's runs, for runs that end without the code that began them.
#[derive(Debug, Default)]
pub struct Purposes(Mutex<Vec<&'static dyn Purpose>>);

impl Purposes {
    /// Registers an area's purpose at start-up.
    pub fn add(&self, purpose: &'static dyn Purpose) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(purpose);
    }

    pub(super) fn of(&self, name: &str) -> Option<&'static dyn Purpose> {
        let purposes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        purposes.iter().find(|purpose| purpose.name() == name).copied()
    }
}
