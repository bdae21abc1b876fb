//! The devices a person is signed in on.

use serde::{Deserialize, Serialize};

use crate::ids::SessionId;
use crate::moment::Moment;

/// One sign-in in the list of devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    pub id: SessionId,
    /// Browser and system in words: "Firefox on Linux".
    pub device: String,
    /// The network address at sign-in, if known.
    pub address: Option<String>,
    pub signed_in: Moment,
    pub last_seen: Moment,
    /// Whether it is the viewer's current session.
    pub is_current: bool,
}

/// Names one sign-in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OneSession {
    pub id: SessionId,
}
