//! Lists in pages: the rows of a page, its position in the list, and the addresses of its neighbours.

mod address;
mod page;
mod paging;
mod place;

pub use address::{ListAddress, percent_encoded, with_query};
pub use page::Page;
pub use paging::{Paging, asked_page};
pub use place::{Cursor, Place, Turn};
