//! A point in time as a page shows it: exact for machines, formatted by the server for people.

use serde::{Deserialize, Serialize};

/// A time that is formatted on the server, so that browser and server render the same text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// RFC 3339 in UTC, for `<time datetime>`.
    pub iso: String,
    /// A short text in the organisation's time zone: "14:05", "Yesterday", "3 Nov 2026".
    pub short: String,
    /// The whole date and time with the zone, for a tooltip.
    pub long: String,
}
