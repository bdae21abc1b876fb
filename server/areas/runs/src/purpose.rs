//! What a run is for. The area that opens runs says what the model reads, and takes over what came of it.

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

/// What an area's runs are for.
pub trait Purpose: Debug + Send + Sync + 'static {
    /// Its word in `runs.purpose`, for as long as such runs are kept.
    fn name(&self) -> &'static str;

    /// How much the model reads at most, besides the agent's prompt.
    fn reading<'a>(&'a self, tx: &'a mut TenantTx, of: RunKey) -> BoxFuture<'a, Result<Reading>>;

    /// What the model reads after the agent's prompt; the last turn is what is asked.
    fn turns<'a>(&'a self, tx: &'a mut TenantTx, of: RunKey) -> BoxFuture<'a, Result<Vec<ChatTurn>>>;

    /// Whether the person whose run it is may still read it.
    fn is_shown<'a>(&'a self, tx: &'a mut TenantTx, of: RunKey) -> BoxFuture<'a, Result<bool>>;

    /// Takes over what came of a run, in the transaction that ends it, whichever door that came through; gives the title
    /// that it took.
    fn ended<'a>(&'a self, tx: &'a mut PgConnection, ended: Ended<'a>) -> BoxFuture<'a, Result<Option<String>>>;
}

/// The room that texts take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    pub bytes: i64,
    pub texts: i64,
}

/// What came of a run.
#[derive(Debug, Clone, Copy)]
pub struct Ended<'a> {
    pub organization: OrganizationId,
    pub of: RunKey,
    /// All its words.
    pub text: &'a str,
    /// The same as it is shown; none if there was no time to render it.
    pub parts: Option<&'a [Part]>,
    /// A title that the model found for it.
    pub title: Option<&'a str>,
}

/// Every purpose that runs of this process have, for those that end without the code that began them.
#[derive(Debug, Default)]
pub struct Purposes(Mutex<Vec<&'static dyn Purpose>>);

impl Purposes {
    /// An area names its own, when the process begins.
    pub fn add(&self, purpose: &'static dyn Purpose) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(purpose);
    }

    pub(super) fn of(&self, name: &str) -> Option<&'static dyn Purpose> {
        let purposes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        purposes.iter().find(|purpose| purpose.name() == name).copied()
    }
}
