//! Finds a JPEG whose end is missing. Its decoder fills the missing lines with grey, as browsers do, and does not say
//! so. A missing end marker alone proves nothing: some cameras write none, and their pictures are complete.

use image::DynamicImage;

/// The decoder's grey.
const FILLED: u8 = 128;
/// The marker at the end of a picture.
const END: u8 = 0xd9;

/// Whether the last lines of the picture are missing: nothing marks its end, and the last line is the decoder's grey.
pub(super) fn is_cut_off(file: &[u8], image: &DynamicImage) -> bool {
    !has_end(file) && last_line(image).is_some_and(|line| line.iter().all(|sample| *sample == FILLED))
}

/// Whether the picture is followed by its end marker. Those of previews in its head do not count.
fn has_end(file: &[u8]) -> bool {
    let mut rest = file;
    while let Some((kind, behind)) = marker(rest) {
        let next = match kind {
            END => return true,
            // Without a length: a byte of pixels that looks like a marker, restarts, the picture's start.
            0x00 | 0x01 | 0xd0..=0xd8 => Some(behind),
            _ => behind.first_chunk().and_then(|length| behind.get(usize::from(u16::from_be_bytes(*length))..)),
        };
        let Some(next) = next else { return false };
        rest = next;
    }
    false
}

/// The kind of the next marker, and what follows it. Pixels before it are passed over.
fn marker(file: &[u8]) -> Option<(u8, &[u8])> {
    let from = file.get(file.iter().position(|byte| *byte == 0xff)?..)?;
    let at = from.iter().position(|byte| *byte != 0xff)?;
    from.get(at..)?.split_first().map(|(kind, behind)| (*kind, behind))
}

fn last_line(image: &DynamicImage) -> Option<&[u8]> {
    let samples = image.as_bytes();
    let length = samples.len().checked_div(image.height() as usize)?;
    samples.get(samples.len() - length..)
}

#[cfg(test)]
mod tests {
    use image::codecs::jpeg::JpegEncoder;
    use image::{GrayImage, ImageFormat, Luma, Rgb, RgbImage};

    use super::*;

    /// Noise, of which every line takes many bytes.
    fn noise(x: u32, y: u32) -> u8 {
        u8::try_from((x * 31 + y * 57 + x * y * 13) % 251).unwrap()
    }

    fn photo() -> Vec<u8> {
        let photo = RgbImage::from_fn(160, 160, |x, y| Rgb([noise(x, y), noise(y, x), 90]));
        let mut file = Vec::new();
        photo.write_with_encoder(JpegEncoder::new(&mut file)).unwrap();
        file
    }

    fn is_refused(file: &[u8]) -> bool {
        is_cut_off(file, &image::load_from_memory_with_format(file, ImageFormat::Jpeg).unwrap())
    }

    #[test]
    fn half_a_photo_is_cut_off_and_one_without_its_marker_is_not() {
        let file = photo();
        assert!(!is_refused(&file));
        assert!(!is_refused(&file[..file.len() - 2]), "every line is there");
        for share in [2, 3] {
            assert!(is_refused(&file[..file.len() * share / 4]), "{share} of 4 parts");
        }
    }

    #[test]
    fn a_grey_picture_that_ends_is_a_picture() {
        let mut file = Vec::new();
        GrayImage::from_pixel(64, 64, Luma([FILLED])).write_with_encoder(JpegEncoder::new(&mut file)).unwrap();
        assert!(!is_refused(&file));
    }

    #[test]
    fn the_end_of_a_preview_is_not_the_end_of_the_picture() {
        let preview = b"\xff\xd8\xff\xe1\x00\x06\xff\xd8\xff\xd9\xff\xda\x00\x02pixels\xff\x00more\xff\xd0";
        assert!(!has_end(preview));
        assert!(has_end(&[&preview[..], b"more\xff\xff\xd9"].concat()));
        for odd in [&b""[..], b"\xff", b"\xff\xff", b"\xff\xe1", b"\xff\xe1\xff\xff", b"no marker"] {
            assert!(!has_end(odd), "{odd:?}");
        }
    }
}
