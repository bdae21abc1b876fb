//! Going away: an organisation packed to be taken along, and what is left of it cleared up.

mod export;

pub(crate) use export::{Packing, pack};
pub use export::{download, expire, exports, request_export};
