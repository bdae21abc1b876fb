//! The one picture of an ICO that is decoded: its largest. The decoder of ICO prefers more colours to more pixels, and
//! refuses a PNG without transparency, which many programs put into icons.

use std::borrow::Cow;

use image::ImageFormat;

use crate::containers::{PNG, icons};

/// The length of a directory's head, and of an entry in it.
const HEAD: usize = 6;
const ENTRY: usize = 16;

/// What is decoded instead of a whole icon.
#[derive(Debug)]
pub(super) struct Chosen<'a> {
    pub file: Cow<'a, [u8]>,
    pub format: ImageFormat,
}

/// The largest picture of an icon: by itself if it is a PNG, otherwise as an icon that has no other one. None if the
/// directory is damaged, or names bytes that the file does not have.
pub(super) fn largest(file: &[u8]) -> Option<Chosen<'_>> {
    let entries = file.get(HEAD..)?.chunks_exact(ENTRY);
    let (entry, range) = entries.zip(icons(file)?).max_by_key(|(entry, _)| rank(entry))?;
    let picture = file.get(range)?;
    if picture.starts_with(PNG) {
        return Some(Chosen { file: Cow::Borrowed(picture), format: ImageFormat::Png });
    }
    let mut alone = file.to_vec();
    alone.get_mut(HEAD - 2..HEAD)?.copy_from_slice(&1_u16.to_le_bytes());
    alone.get_mut(HEAD..HEAD + ENTRY)?.copy_from_slice(entry);
    Some(Chosen { file: Cow::Owned(alone), format: ImageFormat::Ico })
}

/// Pixels, and then bits a pixel.
fn rank(entry: &[u8]) -> (u32, u16) {
    let [width, height, _, _, _, _, low, high, ..] = entry else { return (0, 0) };
    (side(*width) * side(*height), u16::from_le_bytes([*low, *high]))
}

/// A byte has no room for 256, which is written as none.
fn side(byte: u8) -> u32 {
    if byte == 0 { 256 } else { byte.into() }
}

#[cfg(test)]
mod tests {
    use image::ExtendedColorType;
    use image::codecs::ico::{IcoEncoder, IcoFrame};

    use super::*;

    fn icon(frames: &[(&[u8], u32)]) -> Vec<u8> {
        let frame = |(bytes, side): &(&[u8], u32)| {
            IcoFrame::with_encoded(bytes.to_vec(), *side, *side, ExtendedColorType::Rgb8).unwrap()
        };
        let frames: Vec<_> = frames.iter().map(frame).collect();
        let mut file = Vec::new();
        IcoEncoder::new(&mut file).encode_images(&frames).unwrap();
        file
    }

    #[test]
    fn the_largest_picture_is_chosen_and_a_png_comes_by_itself() {
        let (small, large) = ([&PNG[..], b"small"].concat(), [&PNG[..], b"large"].concat());
        let file = icon(&[(small.as_slice(), 16), (large.as_slice(), 256), (small.as_slice(), 48)]);
        let chosen = largest(&file).unwrap();
        assert_eq!((&*chosen.file, chosen.format), (&large[..], ImageFormat::Png));
    }

    #[test]
    fn a_bitmap_becomes_an_icon_of_its_own() {
        let small = [&PNG[..], b"small"].concat();
        let file = icon(&[(small.as_slice(), 16), (&b"bitmap"[..], 32)]);
        let chosen = largest(&file).unwrap();
        assert_eq!(chosen.format, ImageFormat::Ico);
        let left = icons(&chosen.file).unwrap();
        assert_eq!(left.len(), 1);
        assert_eq!(&chosen.file[left[0].clone()], b"bitmap");
    }

    #[test]
    fn a_directory_that_names_nothing_has_no_largest_picture() {
        let mut cut_off = icon(&[(&b"bitmap"[..], 32)]);
        cut_off.pop();
        for file in [&b""[..], b"\0\0\x01\0", b"\0\0\x01\0\0\0", b"\0\0\x01\0\x01\0", &cut_off] {
            assert!(largest(file).is_none(), "{file:?}");
        }
    }
}
