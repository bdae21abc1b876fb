//! `GET /healthz`: the process lives and answers. Asks nothing else, so that a slow database does not
//! get a healthy process restarted.

/// Says so.
pub async fn health() -> &'static str {
    "ok"
}
