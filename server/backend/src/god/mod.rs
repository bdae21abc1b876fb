//! What the operator sees and decides: every organisation at a glance, and each of them closely.

mod area;
mod bulk;
mod export;
mod notes;
mod organization;
mod organizations;
mod plans;
mod revenue;
mod select;
mod tabs;
mod tier;
mod totals;

pub use area::Operator;
pub use bulk::bulk;
pub use export::export;
pub use notes::{add_note, delete_note};
pub use organization::organization;
pub use organizations::organizations;
pub use plans::{edit_plan, plans};
pub use revenue::revenue;
pub use tier::change_tier;
pub use totals::totals;
