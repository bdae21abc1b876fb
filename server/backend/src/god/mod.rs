//! What the operator sees and decides: every organisation at a glance, and each of them closely.

mod export;
mod organization;
mod organizations;
mod select;
mod tabs;
mod totals;

pub use export::export;
pub use organization::organization;
pub use organizations::organizations;
pub use totals::totals;
