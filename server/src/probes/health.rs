//! `GET /healthz`: the process is alive and answers. Checks nothing else, so that a slow database does not get a
//! healthy process restarted.

/// Answers that the process is alive.
pub async fn health() -> &'static str {
    "ok"
}
