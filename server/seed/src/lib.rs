//! Fills a database: with the demo that a first start shows, or with a load to measure with.

pub mod demo;
pub mod load;
