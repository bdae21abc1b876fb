//! Markdown as sanitised HTML, one string a top-level block, so that a growing answer changes only at its end.
//! Text in, HTML out: knows no database, no clock and no network.

mod blocks;
mod highlight;
mod sanitize;
mod stream;

pub use blocks::{plain_block, render_blocks};
pub use stream::BlockStream;
