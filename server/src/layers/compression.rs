//! Compresses answers where it pays: pages and JSON, but no stream, whose pieces would wait in the compressor, and no
//! file of the site, which the build has compressed already if it is to be sent so.

use axum::body::HttpBody;
use axum::http::Response;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

/// Brotli's and gzip's fourth level: most of the gain at a twentieth of the highest level's time.
const LEVEL: i32 = 4;

/// Marks a file that is sent as it is on the disk: compressing megabytes for each request takes seconds.
#[derive(Debug, Clone, Copy)]
pub struct AsItLies;

#[derive(Clone, Copy)]
struct UnlessAsItLies;

impl Predicate for UnlessAsItLies {
    fn should_compress<B: HttpBody>(&self, response: &Response<B>) -> bool {
        response.extensions().get::<AsItLies>().is_none()
    }
}

/// The layer, with its default rules (no event streams, no images, nothing tiny), and no archives.
pub fn layer() -> CompressionLayer<impl Predicate> {
    let rules = DefaultPredicate::new().and(NotForContentType::const_new("application/zip")).and(UnlessAsItLies);
    CompressionLayer::new().quality(CompressionLevel::Precise(LEVEL)).compress_when(rules)
}
