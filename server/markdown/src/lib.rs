//! Markdown as sanitised HTML, one string a top-level block, so that a growing answer changes only at its end. Text in,
//! HTML out: knows no database, no clock and no network. For any text, the time grows no faster than its length:
//! `source` marks text that would take longer, before the parser reads it.

mod blocks;
mod delimiters;
mod direction;
mod elements;
mod environments;
mod formula;
mod highlight;
mod links;
mod money;
mod nesting;
mod notes;
mod sanitize;
mod source;
mod stream;
mod summaries;
mod tables;
mod tree;
mod underscores;
mod words;

pub use blocks::{plain_block, render_blocks};
pub use notes::Anchors;
pub use stream::BlockStream;
pub use words::words;

/// The version of the renderer; HTML that was stored by an earlier version is rendered again. Increase it with every
/// change of the output.
pub const VERSION: i32 = 3;
