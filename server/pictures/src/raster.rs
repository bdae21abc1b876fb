//! Decodes a raster picture within bounds: its size is read before a pixel is decoded.

use std::io::Cursor;

use domain::pictures::{PICTURE_PIXELS, PICTURE_SIDE, UploadRefusal};
use image::error::{ImageError, LimitErrorKind};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::{cut_off, extras, icons, is_nothing, png_colours};

/// Profiles of cameras and screens are far shorter; only printers' tables are not.
const LONGEST_PROFILE: usize = 1024 * 1024;
/// The memory of a decoder for itself and its pixels; 25 megapixels with 16 bits a channel fit.
const MEMORY: u64 = 256 * 1024 * 1024;

/// A picture as decoded, and how it is to be shown.
pub(super) struct Decoded {
    pub image: DynamicImage,
    /// The orientation of the camera: phones store it beside the pixels.
    pub orientation: Orientation,
    /// Its colour profile (ICC).
    pub profile: Option<Vec<u8>>,
}

/// Decodes the pixels; of an icon, those of its largest picture.
pub(super) fn decode(file: &[u8], format: ImageFormat) -> Result<Decoded, UploadRefusal> {
    if format != ImageFormat::Ico {
        return decode_one(file, format);
    }
    let icon = icons::largest(file).ok_or(UploadRefusal::Damaged)?;
    decode_one(&icon.file, icon.format)
}

fn decode_one(file: &[u8], format: ImageFormat) -> Result<Decoded, UploadRefusal> {
    let plain = extras::hidden(file, format);
    let mut reader = ImageReader::with_format(Cursor::new(&*plain), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(PICTURE_SIDE);
    limits.max_image_height = Some(PICTURE_SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| refusal(&error))?;
    let (width, height) = decoder.dimensions();
    if width.max(height) > PICTURE_SIDE {
        return Err(UploadRefusal::TooLong);
    }
    if u64::from(width) * u64::from(height) > PICTURE_PIXELS {
        return Err(UploadRefusal::TooManyPixels);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = match format {
        ImageFormat::Png => png_colours::profile(file, LONGEST_PROFILE),
        _ => decoder.icc_profile().unwrap_or_default().filter(|profile| profile.len() <= LONGEST_PROFILE),
    };
    let image = DynamicImage::from_decoder(decoder).map_err(|error| refusal(&error))?;
    let is_cut_off = format == ImageFormat::Jpeg && cut_off::is_cut_off(file, &image);
    if is_cut_off || is_nothing(&image) {
        return Err(UploadRefusal::Damaged);
    }
    Ok(Decoded { image, orientation, profile })
}

fn refusal(error: &ImageError) -> UploadRefusal {
    match error {
        ImageError::Limits(limit) if limit.kind() == LimitErrorKind::DimensionError => UploadRefusal::TooLong,
        ImageError::Limits(_) => UploadRefusal::TooManyPixels,
        _ => UploadRefusal::Damaged,
    }
}
