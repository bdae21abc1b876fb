//! The limits themselves.

use chrono::Duration;

use super::standing::{Account, Standing};
use super::{Counter, key};
use crate::Visit;

/// A limit on tries in a window of time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit {
    pub(super) name: &'static str,
    minutes: i64,
    /// For all strangers together, and once more for each browser and network that the person is known on.
    per_account: i32,
    per_address: i32,
}

/// A limit on mails that anybody may ask for, to an address that may be somebody else's.
#[derive(Debug, Clone, Copy)]
pub(in crate::accounts) struct MailLimit {
    pub(super) name: &'static str,
    /// For one account from one browser that its person is known on, or from one network.
    per_asker: i32,
    per_address: i32,
    /// What strangers together may cause before the mails to one account come at a slower pace.
    pub(super) per_account: i32,
}

/// Wrong passwords at the sign-in door.
pub(in crate::accounts) const SIGN_IN: Limit = Limit { name: "sign_in", minutes: 15, per_account: 10, per_address: 50 };
/// Wrong codes of a second factor after a right password: six digits bear fewer guesses.
pub(in crate::accounts) const SIGN_IN_CODE: Limit =
    Limit { name: "sign_in_code", minutes: 15, per_account: 5, per_address: 25 };
/// Wrong passwords for a link that confirms a sign-up, by those who hold the link.
pub(in crate::accounts) const VERIFY: Limit = Limit { name: "verify", minutes: 15, per_account: 10, per_address: 50 };
/// Journeys to a provider, which need no account: the address stands for one.
pub(in crate::accounts) const ELSEWHERE: Limit =
    Limit { name: "elsewhere", minutes: 15, per_account: 60, per_address: 60 };
/// Wrong passwords of somebody who is signed in already.
pub(in crate::accounts) const CONFIRM: Limit = Limit { name: "confirm", minutes: 15, per_account: 10, per_address: 50 };
/// Mails to confirm a new address.
pub(in crate::accounts) const CHANGE_EMAIL: Limit =
    Limit { name: "change_email", minutes: 60, per_account: 5, per_address: 20 };
/// Accounts made by invitation: each costs the making of a password's hash.
pub(in crate::accounts) const ACCEPT_INVITE: Limit =
    Limit { name: "accept_invite", minutes: 15, per_account: 200, per_address: 30 };
/// Pictures that somebody sends to be drawn.
pub(crate) const UPLOAD: Limit = Limit { name: "upload", minutes: 15, per_account: 60, per_address: 300 };
/// Invitations of one organisation.
pub(crate) const INVITE: Limit = Limit { name: "invite", minutes: 60, per_account: 100, per_address: 200 };
/// One invitation, sent once more.
pub(crate) const INVITE_AGAIN: Limit = Limit { name: "invite_again", minutes: 60, per_account: 5, per_address: 100 };
/// Mails with a link to reset a password.
pub(in crate::accounts) const RESET: MailLimit =
    MailLimit { name: "reset", per_asker: 5, per_address: 20, per_account: 20 };
/// Sign-ups, and their mails once more.
pub(in crate::accounts) const SIGN_UP: MailLimit =
    MailLimit { name: "sign_up", per_asker: 5, per_address: 20, per_account: 20 };

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
    /// How long one mail keeps the next one from going out, once strangers have used up what they may cause.
    pub(super) const PACE: Duration = Duration::minutes(5);

    /// What refuses who asks: their own counter for this account, and that of their network.
    pub(super) fn asker(self, standing: Standing, account: Account<'_>, visit: &Visit) -> Vec<Counter> {
        let standing = if standing == Standing::Stranger { Standing::Network } else { standing };
        let mut counters = vec![Counter { key: counted(self.name, standing, account, visit), most: self.per_asker }];
        if let (true, Some(network)) = (standing != Standing::Device, visit.network()) {
            counters.push(Counter { key: key(self.name, "address", &network), most: self.per_address });
        }
        counters
    }

    /// What strangers together have caused.
    pub(super) fn strangers(self, account: Account<'_>, visit: &Visit) -> Counter {
        Counter { key: counted(self.name, Standing::Stranger, account, visit), most: self.per_account }
    }

    /// One mail in each stretch of [`Self::PACE`].
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
