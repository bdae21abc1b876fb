//! Markdown as sanitised HTML, one string a top-level block, so that a growing answer changes only at its end.
//! Text in, HTML out: knows no database, no clock and no network. Whatever the text, the time it takes grows no faster
//! than its length: `source` marks what would take longer, before the parser sees it.

mod blocks;
mod delimiters;
mod direction;
mod elements;
mod formula;
mod highlight;
mod links;
mod nesting;
mod notes;
mod sanitize;
mod source;
mod stream;
mod tables;
mod tree;
mod underscores;
mod words;

pub use blocks::{plain_block, render_blocks};
pub use notes::Anchors;
pub use stream::BlockStream;
pub use words::words;

/// What rendering gives today; HTML that is kept from an earlier version is rendered again. Count it up with every
/// change of what the same text becomes.
pub const VERSION: i32 = 2;
