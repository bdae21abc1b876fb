//! The rate limits of everything that strangers can try.

use server_core::throttle::{Limit, MailLimit};

/// Wrong passwords when signing in.
pub(super) const SIGN_IN: Limit = Limit { name: "sign_in", minutes: 15, per_account: 10, per_address: 50 };
/// Wrong codes of a second factor after a right password: six digits allow fewer guesses.
pub(super) const SIGN_IN_CODE: Limit = Limit { name: "sign_in_code", minutes: 15, per_account: 5, per_address: 25 };
/// Wrong passwords for a link that confirms a sign-up, by people who hold the link.
pub(super) const VERIFY: Limit = Limit { name: "verify", minutes: 15, per_account: 10, per_address: 50 };
/// Journeys to a provider, which need no account: the address is counted instead.
pub(super) const ELSEWHERE: Limit = Limit { name: "elsewhere", minutes: 15, per_account: 60, per_address: 60 };
/// Wrong passwords of a signed-in person.
pub(super) const CONFIRM: Limit = Limit { name: "confirm", minutes: 15, per_account: 10, per_address: 50 };
/// Mails to confirm a new address.
pub(super) const CHANGE_EMAIL: Limit = Limit { name: "change_email", minutes: 60, per_account: 5, per_address: 20 };
/// Accounts made by invitation: each costs the hashing of a password.
pub(super) const ACCEPT_INVITE: Limit = Limit { name: "accept_invite", minutes: 15, per_account: 200, per_address: 30 };
/// Mails with a link to reset a password.
pub(super) const RESET: MailLimit = MailLimit { name: "reset", per_asker: 5, per_address: 20, per_account: 20 };
/// Sign-ups, and requests to send their mails again.
pub(super) const SIGN_UP: MailLimit = MailLimit { name: "sign_up", per_asker: 5, per_address: 20, per_account: 20 };
