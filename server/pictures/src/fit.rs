//! Cuts a picture to the size of its place and writes it anew, with pixels and nothing else in it.

use std::io::Cursor;

use domain::pictures::{Picture, UploadRefusal};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{DynamicImage, ImageFormat, RgbaImage};
use storage::FileKind;

use super::{Prepared, is_square, longest_side};

/// Photos look whole with it and take a tenth of a PNG.
const JPEG_QUALITY: u8 = 88;

/// The picture at its final size; one that is smaller stays as it is.
pub(super) fn fit(image: DynamicImage, picture: Picture) -> DynamicImage {
    let side = longest_side(picture);
    match picture {
        Picture::Avatar => shrink(square_cut(image), side),
        _ if is_square(picture) => square_frame(&shrink(image, side)),
        _ => shrink(image, side),
    }
}

/// Far larger pictures are halved roughly first: the fine filter would look at every pixel many times.
fn shrink(image: DynamicImage, side: u32) -> DynamicImage {
    let longest = image.width().max(image.height());
    if longest <= side {
        return image;
    }
    let rough = if longest > side * 4 { image.thumbnail(side * 2, side * 2) } else { image };
    rough.resize(side, side, FilterType::Lanczos3)
}

/// The middle of it.
fn square_cut(image: DynamicImage) -> DynamicImage {
    let side = image.width().min(image.height());
    let (x, y) = ((image.width() - side) / 2, (image.height() - side) / 2);
    image.crop_imm(x, y, side, side)
}

/// All of it, in the middle of a square that one sees through.
fn square_frame(image: &DynamicImage) -> DynamicImage {
    let side = image.width().max(image.height());
    let mut frame = RgbaImage::new(side, side);
    let (x, y) = ((side - image.width()) / 2, (side - image.height()) / 2);
    imageops::overlay(&mut frame, &image.to_rgba8(), i64::from(x), i64::from(y));
    frame.into()
}

/// Photos as JPEG, everything else without loss and with what one sees through.
pub(super) fn write(image: &DynamicImage, is_photo: bool) -> Result<Prepared, UploadRefusal> {
    let (width, height) = (image.width(), image.height());
    let mut bytes = Cursor::new(Vec::new());
    let is_opaque = !image.color().has_alpha();
    let (written, kind) = if is_photo && is_opaque {
        let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
        (image.to_rgb8().write_with_encoder(encoder), FileKind::Jpeg)
    } else if is_opaque {
        (image.to_rgb8().write_to(&mut bytes, ImageFormat::Png), FileKind::Png)
    } else {
        (image.to_rgba8().write_to(&mut bytes, ImageFormat::Png), FileKind::Png)
    };
    written.map_err(|error| {
        tracing::error!(%error, "a picture could not be written");
        UploadRefusal::Failed
    })?;
    Ok(Prepared { bytes: bytes.into_inner().into(), kind, width, height })
}
