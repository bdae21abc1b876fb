//! The limits on tries and mails, and their counters.

use chrono::Duration;

use super::standing::{Account, Standing};
use super::{Counter, key};
use crate::Visit;

/// A limit on tries in a window of time.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// The name of its counters.
    pub name: &'static str,
    /// How long tries are counted together.
    pub minutes: i64,
    /// For all strangers together, and again for each browser and network that the person is known on.
    pub per_account: i32,
    /// For one network.
    pub per_address: i32,
}

/// A limit on mails that anybody may request, to an address that may be somebody else's.
#[derive(Debug, Clone, Copy)]
pub struct MailLimit {
    /// The name of its counters.
    pub name: &'static str,
    /// For one account from one browser that its person is known on, or from one network.
    pub per_asker: i32,
    /// For one network.
    pub per_address: i32,
    /// How many mails strangers together may cause before the mails to one account are slowed down.
    pub per_account: i32,
}

impl Limit {
    /// The counter of this account for a visit of this standing.
    pub(super) fn of(self, standing: Standing, account: Account<'_>, visit: &Visit) -> Counter {
        Counter { key: counted(self.name, standing, account, visit), most: self.per_account }
    }

    pub(super) fn address(self, network: &str) -> Counter {
        Counter { key: key(self.name, "address", network), most: self.per_address }
    }

    pub(super) fn window(self) -> Duration {
        Duration::minutes(self.minutes)
    }
}

impl MailLimit {
    /// How long mails are counted.
    pub(super) const WINDOW: Duration = Duration::hours(1);
    /// The least time between two mails, once strangers have used up their limit.
    pub(super) const PACE: Duration = Duration::minutes(5);

    /// The counters that refuse a requester: their own for this account, and that of their network.
    pub(super) fn asker(self, standing: Standing, account: Account<'_>, visit: &Visit) -> Vec<Counter> {
        let standing = if standing == Standing::Stranger { Standing::Network } else { standing };
        let mut counters = vec![Counter { key: counted(self.name, standing, account, visit), most: self.per_asker }];
        if let (true, Some(network)) = (standing != Standing::Device, visit.network()) {
            counters.push(Counter { key: key(self.name, "address", &network), most: self.per_address });
        }
        counters
    }

    /// The counter of the mails that strangers together have caused.
    pub(super) fn strangers(self, account: Account<'_>, visit: &Visit) -> Counter {
        Counter { key: counted(self.name, Standing::Stranger, account, visit), most: self.per_account }
    }

    /// One mail in each period of [`Self::PACE`].
    pub(super) fn pace(self, account: Account<'_>) -> Counter {
        Counter { key: key(self.name, "pace", &account.text()), most: 1 }
    }
}

fn counted(limit: &str, standing: Standing, account: Account<'_>, visit: &Visit) -> String {
    let account = account.text();
    match standing {
        Standing::Stranger => key(limit, "account", &account),
        Standing::Network => key(limit, "network", &format!("{account} {}", visit.network().unwrap_or_default())),
        Standing::Device => key(limit, "device", &format!("{account} {}", visit.device.as_deref().unwrap_or_default())),
    }
}
