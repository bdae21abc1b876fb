//! The members of an organisation: invited, changed, removed, gone, and its owners.

mod asker;
mod bounced;
mod change;
mod count;
mod invite;
mod invites;
mod leave;
mod owners;
mod profile;
mod tiers;
mod transfer;

pub use asker::Asker;
pub(crate) use bounced::bounced;
pub use change::change;
pub(crate) use count::count;
pub use invite::{invite, resend, revoke};
pub use invites::invites;
pub use leave::{leave, remove};
pub use profile::profile;
pub use tiers::{name_tiers, tier_names};
pub use transfer::{accept, decline, offer, transfer, withdraw};
