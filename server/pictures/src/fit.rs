//! Cuts a picture to the size of its place and encodes it again, with nothing but pixels in it.

use std::io::Cursor;

use domain::pictures::{Picture, UploadRefusal};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{DynamicImage, ImageFormat, RgbaImage};

use super::{Kind, Prepared, is_square, longest_side};

/// Photos look unchanged with it and take a tenth of a PNG.
const JPEG_QUALITY: u8 = 88;

/// The picture at its final size; a smaller one stays as it is.
pub(super) fn fit(image: DynamicImage, picture: Picture) -> DynamicImage {
    let side = longest_side(picture);
    match picture {
        Picture::Avatar => shrink(square_cut(roughly(image, side)), side),
        _ if is_square(picture) => square_frame(&shrink(image, side)),
        _ => shrink(image, side),
    }
}

/// Shrunk before it is cut: cutting a large picture would need memory for two.
fn roughly(image: DynamicImage, side: u32) -> DynamicImage {
    let shortest = image.width().min(image.height());
    if shortest <= side * 4 {
        return image;
    }
    let to =
        |length: u32| u32::try_from(u64::from(length) * u64::from(side * 2) / u64::from(shortest)).unwrap_or(side * 2);
    image.thumbnail_exact(to(image.width()), to(image.height()))
}

/// Far larger pictures are halved roughly first: the fine filter would read every pixel many times.
fn shrink(image: DynamicImage, side: u32) -> DynamicImage {
    let longest = image.width().max(image.height());
    if longest <= side {
        return image;
    }
    let rough = if longest > side * 4 { image.thumbnail(side * 2, side * 2) } else { image };
    rough.resize(side, side, FilterType::Lanczos3)
}

/// The largest square in its middle.
fn square_cut(image: DynamicImage) -> DynamicImage {
    let side = image.width().min(image.height());
    let (x, y) = ((image.width() - side) / 2, (image.height() - side) / 2);
    image.crop_imm(x, y, side, side)
}

/// All of it, in the middle of a transparent square.
fn square_frame(image: &DynamicImage) -> DynamicImage {
    let side = image.width().max(image.height());
    let mut frame = RgbaImage::new(side, side);
    let (x, y) = ((side - image.width()) / 2, (side - image.height()) / 2);
    imageops::overlay(&mut frame, &image.to_rgba8(), i64::from(x), i64::from(y));
    frame.into()
}

/// Photos as JPEG, everything else without loss and with its transparency.
pub(super) fn write(image: &DynamicImage, is_photo: bool) -> Result<Prepared, UploadRefusal> {
    let (width, height) = (image.width(), image.height());
    let mut bytes = Cursor::new(Vec::new());
    let is_opaque = !image.color().has_alpha();
    let (written, kind) = if is_photo && is_opaque {
        let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
        (image.to_rgb8().write_with_encoder(encoder), Kind::Jpeg)
    } else if is_opaque {
        (image.to_rgb8().write_to(&mut bytes, ImageFormat::Png), Kind::Png)
    } else {
        (image.to_rgba8().write_to(&mut bytes, ImageFormat::Png), Kind::Png)
    };
    written.map_err(|error| {
        tracing::error!(%error, "a picture could not be written");
        UploadRefusal::Failed
    })?;
    Ok(Prepared { bytes: bytes.into_inner().into(), kind, width, height })
}
