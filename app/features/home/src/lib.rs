//! The home page: what is new for the person and what they could do next, drawn by the kind of card; which area gave it
//! the page does not know.

mod api;
mod page;
mod parts;

pub use api::{GetHome, SkipStep};
pub use page::HomePage;
