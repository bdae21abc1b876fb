//! Compresses what is worth it while it is sent: pages and JSON, but no stream, whose words would wait
//! in the compressor, and nothing that was compressed beforehand.

use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

/// Brotli's and gzip's fourth level: most of the gain at a twentieth of the highest level's time.
const LEVEL: i32 = 4;

/// The layer, with its default rules: no event streams, no images, nothing tiny.
pub fn layer() -> CompressionLayer {
    CompressionLayer::new().quality(CompressionLevel::Precise(LEVEL))
}
