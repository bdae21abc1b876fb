//! The home page: what is new for the person and what they could do next, drawn by the kind of card; which area gave it
//! the page does not know.

mod acts;
mod api;
mod page;
mod parts;

pub use api::{GetHome, SkipStep, UnskipSteps};
pub use page::HomePage;
