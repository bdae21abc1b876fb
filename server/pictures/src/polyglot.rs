//! Refuses files that are a picture and something else at once. The stored picture is encoded again and would lose the
//! other half anyway; but whoever sends such a file does not mean a picture.

use domain::pictures::UploadRefusal;
use image::ImageFormat;

use crate::containers::{chunks, icons};

/// Beginnings of pages, scripts and programs that no picture holds; compared without regard to case.
const FOREIGN: [&[u8]; 5] = [b"<script", b"<?php", b"<html", b"<!doctype html", b"<svg "];
/// How far a reader of PDF looks for its beginning.
const PDF_WINDOW: usize = 1024;

/// Refuses a file with something else after the picture or within it.
pub(super) fn refuse(file: &[u8], format: ImageFormat) -> Result<(), UploadRefusal> {
    let ends_early = picture_end(file, format).is_some_and(|end| end < file.len());
    if ends_early || has_foreign_words(file) || is_zip(file) || is_pdf(file) {
        return Err(UploadRefusal::TwoInOne);
    }
    Ok(())
}

/// The end of the picture by its own format. JPEG has none: cameras append previews.
fn picture_end(file: &[u8], format: ImageFormat) -> Option<usize> {
    match format {
        // None if there is no such chunk, which the decoder reports better.
        ImageFormat::Png => chunks(file, 0).find(|chunk| chunk.kind == *b"IEND").map(|chunk| chunk.end),
        ImageFormat::WebP => {
            let size = u32::from_le_bytes(*file.get(4..8)?.first_chunk()?) as usize;
            // Chunks are padded to even lengths.
            Some(8 + size + size % 2)
        }
        ImageFormat::Ico => icons(file)?.into_iter().map(|icon| icon.end).max(),
        _ => None,
    }
}

fn has_foreign_words(file: &[u8]) -> bool {
    let begins =
        |rest: &[u8], word: &[u8]| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let angles = file.iter().enumerate().filter(|(_, byte)| **byte == b'<');
    angles.filter_map(|(at, _)| file.get(at..)).any(|rest| FOREIGN.iter().any(|word| begins(rest, word)))
}

/// A ZIP archive is found from its end, whatever precedes it.
fn is_zip(file: &[u8]) -> bool {
    const RECORD: usize = 22;
    let longest = RECORD + usize::from(u16::MAX);
    let tail = file.get(file.len().saturating_sub(longest)..).unwrap_or_default();
    tail.windows(RECORD).enumerate().any(|(at, record)| {
        let comment = record.last_chunk::<2>().map_or(0, |length| usize::from(u16::from_le_bytes(*length)));
        record.starts_with(b"PK\x05\x06") && at + RECORD + comment == tail.len()
    })
}

fn is_pdf(file: &[u8]) -> bool {
    file.get(..PDF_WINDOW.min(file.len())).unwrap_or_default().windows(5).any(|window| window == b"%PDF-")
}
