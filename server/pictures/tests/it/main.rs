//! Pictures and attacks through the real drawing process.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

mod attacks;
mod bombs;
mod colours;
mod drawings;
mod paints;
mod process;

use domain::pictures::{Picture, UploadRefusal};
use pictures::{Prepared, Worker};

/// The program that cargo built beside this test.
const PROGRAM: &str = env!("CARGO_BIN_EXE_picture-worker");

async fn draw(file: impl Into<Vec<u8>>) -> Result<Prepared, UploadRefusal> {
    let file: Vec<u8> = file.into();
    Worker::new(PROGRAM.into()).prepare(file.into(), Picture::Logo).await
}

fn svg(body: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 100 100\">{body}</svg>"
    )
}
