//! The sections of the home page, one for each kind of card.

mod agents;
mod checklist;
mod figures;
mod leads;
mod skipped;
mod welcomed;

pub use agents::Agents;
pub use checklist::Checklist;
pub use figures::Figures;
pub use leads::Leads;
pub use skipped::AllSkipped;
pub use welcomed::Welcomed;
