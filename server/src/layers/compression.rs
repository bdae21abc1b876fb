//! Compresses what is worth it while it is sent: pages and JSON, but no stream, whose words would wait
//! in the compressor, and nothing that was compressed beforehand.

use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

/// Brotli's and gzip's fourth level: most of the gain at a twentieth of the highest level's time.
const LEVEL: i32 = 4;

/// The layer, with its default rules (no event streams, no images, nothing tiny), and no archives.
pub fn layer() -> CompressionLayer<impl Predicate> {
    let rules = DefaultPredicate::new().and(NotForContentType::const_new("application/zip"));
    CompressionLayer::new().quality(CompressionLevel::Precise(LEVEL)).compress_when(rules)
}
