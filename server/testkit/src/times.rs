//! How long tests hold a database. libtest reports no times, and a slow test holds one for long.

use std::fs::OpenOptions;
use std::io::Write;
use std::time::Instant;

/// When dropped, appends a line to the file that `SOLOOS_TEST_TIMES` names, if set: milliseconds, crate and test.
pub struct HeldTime {
    test: String,
    since: Instant,
}

impl HeldTime {
    /// Begins to count for the test of this thread: libtest names each thread after its test.
    pub fn begin() -> Self {
        Self { test: std::thread::current().name().unwrap_or("unnamed").to_owned(), since: Instant::now() }
    }
}

impl Drop for HeldTime {
    fn drop(&mut self) {
        let Some(path) = variable("SOLOOS_TEST_TIMES") else { return };
        let package = variable("CARGO_PKG_NAME").unwrap_or_default();
        let line = format!("{}\t{package}\t{}\n", self.since.elapsed().as_millis(), self.test);
        let file = OpenOptions::new().create(true).append(true).open(&path);
        if let Err(error) = file.and_then(|mut file| file.write_all(line.as_bytes())) {
            eprintln!("{path} does not take the time of {}: {error}", self.test);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "script/test says in the environment where it reads the times")]
fn variable(key: &str) -> Option<String> {
    std::env::var(key).ok()
}
