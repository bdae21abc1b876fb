//! Streams of server-sent events.

pub mod runs;
