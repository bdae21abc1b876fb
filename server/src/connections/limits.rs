//! How many connections there may be, and how long each may keep the server waiting.

use std::time::Duration;

/// Files that are reserved for everything else: the database, files, models, mails.
const KEPT_BACK: u64 = 256;
/// More than this is never derived, however many files a process may open.
const MOST: u64 = 20_000;

/// The bounds of all connections.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionLimits {
    /// How many at once.
    pub most: usize,
    /// How many of one address, except trusted proxies.
    pub most_per_address: usize,
    pub patience: Patience,
}

/// How long a connection may keep the server waiting.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For a whole request head: from the beginning of the connection, later from the head's first byte.
    pub head: Duration,
    /// For the next request.
    pub idle: Duration,
    /// For the next piece of a body, in either direction.
    pub stall: Duration,
}

/// Lets this process open as many files as the system allows, and returns how many those are.
pub fn raise_open_files() -> u64 {
    rlimit::increase_nofile_limit(u64::MAX).unwrap_or_else(|error| {
        tracing::warn!(%error, "the limit of open files stays as it is");
        rlimit::getrlimit(rlimit::Resource::NOFILE).map_or(1024, |(soft, _)| soft)
    })
}

/// How many connections this number of open files allows.
pub fn derived_most(open_files: u64) -> usize {
    let most = open_files.saturating_sub(KEPT_BACK).max(open_files / 2).min(MOST);
    usize::try_from(most).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_files_are_always_left_for_the_database() {
        assert_eq!(derived_most(1024), 768);
        assert_eq!(derived_most(256), 128);
        assert_eq!(derived_most(1_048_576), 20_000);
    }
}
