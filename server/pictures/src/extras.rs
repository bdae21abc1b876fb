//! Hides everything in a PNG beside its pixels: profiles, texts, times, further frames. Its decoder would keep all of
//! it, and decompress a profile of a few kilobytes to hundreds of megabytes; so none of it reaches the decoder. The
//! profile is decompressed here, up to the length of a real profile.

use std::borrow::Cow;
use std::collections::HashSet;

use image::ImageFormat;

use crate::containers::{PNG, chunks, icons};

/// The chunks of the pixels, and the camera's orientation.
const NEEDED: [&[u8; 4]; 6] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"eXIf"];
/// A kind of chunk that no decoder knows, and that every decoder may skip.
const PASSED_OVER: [u8; 4] = *b"soLo";

/// The file with every unneeded chunk turned into one to skip; the rest stays where it is.
pub(super) fn hidden(file: &[u8], format: ImageFormat) -> Cow<'_, [u8]> {
    let extras = extras(file, format);
    if extras.is_empty() {
        return Cow::Borrowed(file);
    }
    let mut plain = file.to_vec();
    for at in extras {
        if let Some(kind) = plain.get_mut(at + 4..at + 8) {
            kind.copy_from_slice(&PASSED_OVER);
        }
    }
    Cow::Owned(plain)
}

/// Where each unneeded chunk begins.
fn extras(file: &[u8], format: ImageFormat) -> Vec<usize> {
    let (mut extras, mut seen) = (Vec::new(), HashSet::new());
    for begin in pngs(file, format) {
        // The pictures of an icon may share chunks, which a naive reader would count again and again.
        for chunk in chunks(file, begin).take_while(|chunk| seen.insert(chunk.at)) {
            let may_be_passed_over = chunk.kind.first().is_some_and(u8::is_ascii_lowercase);
            if may_be_passed_over && !NEEDED.contains(&&chunk.kind) {
                extras.push(chunk.at);
            }
        }
    }
    extras
}

/// Where each PNG in a file begins.
fn pngs(file: &[u8], format: ImageFormat) -> Vec<usize> {
    match format {
        ImageFormat::Png => vec![0],
        ImageFormat::Ico => {
            let icons = icons(file).unwrap_or_default().into_iter().map(|icon| icon.start);
            icons.filter(|begin| file.get(*begin..).is_some_and(|icon| icon.starts_with(PNG))).collect()
        }
        _ => Vec::new(),
    }
}

/// The colour profile of a PNG (ICC), if it has one of at most `longest` bytes.
pub(super) fn profile(file: &[u8], longest: usize) -> Option<Vec<u8>> {
    let mut before_pixels = chunks(file, 0).take_while(|chunk| chunk.kind != *b"IDAT");
    let data = before_pixels.find(|chunk| chunk.kind == *b"iCCP")?.data(file)?;
    // A name, its end, and the only compression method.
    let name = data.iter().position(|byte| *byte == 0)?;
    let packed = data.get(name + 1..)?.strip_prefix(b"\0")?;
    fdeflate::decompress_to_vec_bounded(packed, longest).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], kind, data, &[0; 4]].concat()
    }

    fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        [PNG.to_vec()].into_iter().chain(chunks.iter().map(|(kind, data)| chunk(&kind[..], data))).flatten().collect()
    }

    fn profile_of(length: usize) -> Vec<u8> {
        [b"name\0\0".to_vec(), fdeflate::compress_to_vec(&vec![7; length])].concat()
    }

    #[test]
    fn only_what_the_pixels_need_reaches_the_decoder() {
        let file = png(&[
            (b"IHDR", b""),
            (b"iCCP", b"a"),
            (b"zTXt", b"b"),
            (b"tRNS", b"c"),
            (b"iTXt", b"d"),
            (b"IDAT", b"iCCP"),
            (b"IEND", b""),
        ]);
        let plain = hidden(&file, ImageFormat::Png);
        let kinds: Vec<_> = chunks(&plain, 0).map(|chunk| chunk.kind).collect();
        assert_eq!(
            kinds,
            [b"IHDR", &PASSED_OVER, &PASSED_OVER, b"tRNS", &PASSED_OVER, b"IDAT", b"IEND"].map(|kind| *kind)
        );
        assert_eq!(plain.len(), file.len());
        assert!(plain.windows(4).any(|window| window == b"iCCP"), "pixels stay as they are");
    }

    #[test]
    fn the_pictures_in_an_icon_are_cleared_too() {
        let inner = png(&[(b"IHDR", b""), (b"iCCP", b"a"), (b"IDAT", b""), (b"IEND", b"")]);
        let entry = [&[0; 8][..], &u32::try_from(inner.len()).unwrap().to_le_bytes(), &22_u32.to_le_bytes()].concat();
        let file = [&b"\0\0\x01\0\x01\0"[..], &entry, &inner].concat();
        assert!(!hidden(&file, ImageFormat::Ico).windows(4).any(|window| window == b"iCCP"));
    }

    #[test]
    fn a_profile_is_unpacked_to_its_bound_and_no_further() {
        let with = |length| png(&[(b"IHDR", b""), (b"iCCP", &profile_of(length)), (b"IDAT", b""), (b"IEND", b"")]);
        assert_eq!(profile(&with(1000), 1000), Some(vec![7; 1000]));
        assert_eq!(profile(&with(1001), 1000), None);
        for odd in [&b""[..], b"name", b"name\0", b"name\0\x01", b"name\0\0", b"name\0\0garbage"] {
            assert_eq!(profile(&png(&[(b"iCCP", odd), (b"IDAT", b"")]), 1000), None, "{odd:?}");
        }
        let behind = png(&[(b"IDAT", b""), (b"iCCP", &profile_of(9))]);
        assert_eq!(profile(&behind, 1000), None, "it stands before the pixels or nowhere");
    }
}
