//! What happened to a person's account.

use serde::{Deserialize, Serialize};

use crate::moment::Moment;

/// One entry of the account's recent activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityRow {
    /// A sentence without its full stop.
    pub what: String,
    pub at: Moment,
    /// The network address that the request came from, if known.
    pub address: Option<String>,
}
