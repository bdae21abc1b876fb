//! What the operator's pages share.

mod logo;
mod state;
mod time;

pub(crate) use logo::Logo;
pub(crate) use state::{StateBadge, TierBadge};
pub(crate) use time::Time;
