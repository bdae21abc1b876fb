//! The operator's letters. Their texts are in the folder `letters`.

mod owner_invite;
mod samples;
mod viewed_as;

pub use owner_invite::OwnerInvite;
pub(crate) use samples::samples;
pub use viewed_as::ViewedAs;
