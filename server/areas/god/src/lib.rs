//! The operator's view and acts: every organisation in a list, and each of them in detail.

mod actions;
mod area;
mod bulk;
mod export;
pub mod impersonation;
pub mod letters;
pub mod mailbox;
mod notes;
mod organization;
mod organizations;
pub mod owner_invites;
mod plans;
mod revenue;
mod select;
mod tabs;
mod tier;
mod totals;

pub use area::Operator;
pub use bulk::bulk;
pub use export::export;
pub use identity_area::proven_god;
pub use notes::{add_note, delete_note};
pub use organization::organization;
pub use organization_area::platform;
pub use organizations::organizations;
pub use plans::{edit_plan, plans};
pub use revenue::revenue;
pub use server_core::{Backend, ProvenGod};
pub use tier::change_tier;
pub use totals::totals;
