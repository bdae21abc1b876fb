//! The layers around every request, one concern a file. The router has their order.

pub mod access_log;
pub mod body;
pub mod body_limit;
pub mod compression;
pub mod content_policy;
pub mod cross_site;
pub mod error_status;
pub mod form_flash;
pub mod identification;
pub mod one_address;
pub mod panics;
pub mod security_headers;
pub mod session;
pub mod timeout;
pub mod wording;
