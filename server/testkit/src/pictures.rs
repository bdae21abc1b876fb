//! Pictures to upload, valid and malicious ones.

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

/// A partly transparent picture.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    write(
        &RgbaImage::from_fn(width, height, |x, y| Rgba([40, 90, 200, if (x + y) % 7 == 0 { 0 } else { 255 }])).into(),
        ImageFormat::Png,
    )
}

/// A picture in another colour, to be told from the first.
pub fn other_png(width: u32, height: u32) -> Vec<u8> {
    write(&RgbaImage::from_pixel(width, height, Rgba([200, 40, 40, 255])).into(), ImageFormat::Png)
}

/// A photo.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let shade = |value: u32| u8::try_from(value % 256).unwrap_or_default();
    write(&RgbImage::from_fn(width, height, |x, y| Rgb([shade(x), shade(y), 128])).into(), ImageFormat::Jpeg)
}

/// Few bytes that decompress to 36 megapixels.
pub fn bomb() -> Vec<u8> {
    write(&GrayImage::new(6000, 6000).into(), ImageFormat::Png)
}

/// A plain drawing.
pub const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><circle cx=\"20\" cy=\"10\" r=\"9\" fill=\"#0f766e\"/></svg>";

/// A drawing with a script that would run where it is opened as a page.
pub const SVG_WITH_SCRIPT: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><script>fetch('/api/viewer/get')</script><circle cx=\"20\" cy=\"10\" r=\"9\"/></svg>";

fn write(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).expect("a picture can be written");
    bytes.into_inner()
}
