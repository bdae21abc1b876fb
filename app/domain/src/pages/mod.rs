//! Lists in pages: the rows that are shown, where they stand in the whole, and the addresses of their neighbours.

mod address;
mod page;
mod paging;
mod place;

pub use address::{ListAddress, percent_encoded, with_query};
pub use page::Page;
pub use paging::{Paging, asked_page};
pub use place::{Cursor, Place, Turn};
