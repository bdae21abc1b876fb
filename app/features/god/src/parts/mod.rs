//! Parts that the operator's pages share.

mod acts;
mod logo;
mod state;
mod step_up;

pub(crate) use acts::{ActButtons, ActDialog, ActMenu, OrganizationActs, Target, asked_in};
pub(crate) use logo::Logo;
pub(crate) use state::{StateBadge, TierBadge};
pub(crate) use step_up::StepUpField;
