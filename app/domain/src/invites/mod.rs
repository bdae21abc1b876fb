//! Invitations: to found an organisation (the operator invites an owner), and to join one.

mod member;
mod owner;
mod sheet;
mod state;

pub use member::{
    InviteAgain, InviteMember, InviteMemberSpec, MemberInviteList, MemberInviteQuery, MemberInviteRow, NewInviteLink,
    OneInvite,
};
pub use owner::{
    InviteOwner, InviteTerms, LiveOwnerInvite, OneOwnerInvite, OwnerInviteQuery, OwnerInviteRow, OwnerInviteSpec,
    OwnerInviteView, PlanChoice, WelcomeAgent,
};
pub use sheet::{InviteSheet, InviteSheetRow, SheetReport, encoding_of};
pub use state::InviteState;

use crate::values::number;

/// How long an invitation is valid by default, in hours.
pub const DEFAULT_HOURS: i32 = 72;
/// The longest that an invitation may be valid, in hours.
const MOST_HOURS: i32 = 720;

/// Hours as typed; an empty text is the default.
fn hours(text: &str) -> Result<i32, String> {
    if text.trim().is_empty() {
        return Ok(DEFAULT_HOURS);
    }
    number::<i32>(text)
        .filter(|hours| (1..=MOST_HOURS).contains(hours))
        .ok_or_else(|| "Choose how long the invitation stands: 1 to 720 hours.".to_owned())
}
