//! The home page: asks every area for its cards. Of its own it keeps which steps of setting up an organisation skipped.

mod actions;
mod area;
mod cards;
mod page;
mod skip;
mod unskip;

pub use area::Home;
pub use page::home;
pub use skip::skip;
pub use unskip::unskip;
