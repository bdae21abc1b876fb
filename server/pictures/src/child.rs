//! The drawing process itself: reads one file, limits itself, draws, answers and ends.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::process::ExitCode;

use domain::pictures::{PICTURE_BYTES, Picture, UploadRefusal};

use crate::{Prepared, limits, prepare, reply, sniff};

/// The hidden word of the command line that makes a program a drawing process.
pub const WORD: &str = "draw-picture";

/// Draws and returns the exit code, if the command line asks for it; none for every other command line. Call it first
/// of all, before there are threads, configuration or connections.
pub fn draw_if_asked() -> Option<ExitCode> {
    let mut words = std::env::args_os().skip(1);
    if words.next()? != WORD {
        return None;
    }
    let picture = words.next().map(OsString::into_string)?.ok()?.parse().ok()?;
    Some(answer(picture).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS))
}

fn answer(picture: Picture) -> std::io::Result<()> {
    let mut file = Vec::new();
    std::io::stdin().lock().take(PICTURE_BYTES + 1).read_to_end(&mut file)?;
    let drawn = draw(&file, picture)?;
    let mut out = std::io::stdout().lock();
    out.write_all(&reply::write(drawn))?;
    out.flush()
}

fn draw(file: &[u8], picture: Picture) -> std::io::Result<Result<Prepared, UploadRefusal>> {
    if file.is_empty() {
        return Ok(Err(UploadRefusal::Empty));
    }
    if file.len() as u64 > PICTURE_BYTES {
        return Ok(Err(UploadRefusal::TooLarge));
    }
    let Some(format) = sniff::format(file) else { return Ok(Err(UploadRefusal::Unknown)) };
    limits::hold_to(format)?;
    Ok(prepare(file, format, picture))
}
