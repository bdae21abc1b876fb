//! The home page: asks every area for its cards. Its only data of its own are the set-up steps that organisations
//! skipped.

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
