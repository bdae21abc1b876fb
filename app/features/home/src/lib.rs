//! The home page: what is new for the person and what they can do next, drawn by the kind of card; the page does not
//! know which area a card comes from.

mod acts;
mod api;
mod page;
mod parts;

pub use api::{GetHome, SkipStep, UnskipSteps};
pub use page::HomePage;
