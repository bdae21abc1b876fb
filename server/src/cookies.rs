//! Reads cookies out of a request.

pub use kit::read_cookie as get;
