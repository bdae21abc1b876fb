//! The format of a file, by its first bytes. Its name and the type that a browser claims are ignored.

use image::ImageFormat;

use crate::letters;

/// A format that is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Raster(ImageFormat),
    Svg,
}

/// The format of the content; none for every other one.
pub(super) fn format(file: &[u8]) -> Option<Format> {
    let starts = |bytes: &[u8]| file.starts_with(bytes);
    if starts(b"\x89PNG\r\n\x1a\n") {
        return Some(Format::Raster(ImageFormat::Png));
    }
    if starts(b"\xff\xd8\xff") {
        return Some(Format::Raster(ImageFormat::Jpeg));
    }
    if starts(b"RIFF") && file.get(8..12) == Some(b"WEBP") {
        return Some(Format::Raster(ImageFormat::WebP));
    }
    if starts(b"\x00\x00\x01\x00") {
        return Some(Format::Raster(ImageFormat::Ico));
    }
    is_svg(file).then_some(Format::Svg)
}

/// A drawing is text; the parser finds its first element, here it is enough that it may be one.
fn is_svg(file: &[u8]) -> bool {
    let text = letters::read(file).unwrap_or_else(|| letters::guessed(file).into());
    let text = text.trim_start();
    let begins_as_xml = ["<?xml", "<!--", "<!DOCTYPE svg", "<svg"].iter().any(|start| text.starts_with(start));
    begins_as_xml && text.contains("<svg")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_decides_and_not_what_it_claims_to_be() {
        assert_eq!(format(b"<!DOCTYPE html><script>"), None);
        assert_eq!(format(b"PK\x03\x04"), None);
        assert_eq!(format(b"GIF89a"), None);
        assert_eq!(format(b"<?xml version=\"1.0\"?><svg/>"), Some(Format::Svg));
        assert_eq!(format("\u{feff}\n<svg/>".as_bytes()), Some(Format::Svg));
        assert_eq!(format(b"\xff\xfe<\0s\0v\0g\0/\0>\0"), Some(Format::Svg));
        assert_eq!(format(b"<?xml version='1.0' encoding='x-unheard-of'?><svg/>"), Some(Format::Svg));
        assert_eq!(format(b"\x89PNG\r\n\x1a\n"), Some(Format::Raster(ImageFormat::Png)));
    }
}
