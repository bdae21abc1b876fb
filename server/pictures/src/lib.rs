//! Turns an uploaded file into a picture of our own: recognised by its content, decoded within bounds, cut to size and
//! encoded again, so that nothing of the file itself is ever served.
//!
//! A drawing (SVG) becomes pixels too: mail programs show no SVG, and no sanitiser is as safe as not serving it. No
//! check of a file can predict the cost of drawing it, so that happens in a child process with limits on processor time
//! and memory; the caller decides how many draw at once.

mod child;
mod colour;
mod containers;
mod css;
mod css_colours;
mod cut_off;
mod doctype;
mod entities;
mod extras;
mod fit;
mod icons;
mod letters;
mod limits;
mod png_colours;
mod polyglot;
mod raster;
mod repeats;
mod reply;
mod sniff;
mod styles;
mod variables;
mod vector;
mod worker;

use bytes::Bytes;
use domain::pictures::{PICTURE_SHAPE, Picture, UploadRefusal};
use image::{DynamicImage, Rgba};

use sniff::Format;

pub use child::draw_if_asked;
pub use worker::Worker;

/// The format that a picture is stored in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Png,
    Jpeg,
}

/// A picture that is ready to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    pub bytes: Bytes,
    pub kind: Kind,
    pub width: u32,
    pub height: u32,
}

/// Reads, cuts and encodes; the cost depends on the file.
fn prepare(file: &[u8], format: Format, picture: Picture) -> Result<Prepared, UploadRefusal> {
    match format {
        Format::Svg => {
            let image = vector::draw(file, picture)?;
            refuse_lines(&image, picture)?;
            written(&fit::fit(image, picture), false)
        }
        Format::Raster(format) => {
            polyglot::refuse(file, format)?;
            let raster::Decoded { image, orientation, profile } = raster::decode(file, format)?;
            refuse_lines(&image, picture)?;
            // Rotated and converted at its final size: it is quick then, and needs hardly any memory.
            let mut image = fit::fit(image, picture);
            image.apply_orientation(orientation);
            let image = colour::to_srgb(image, profile.as_deref());
            written(&image, format == image::ImageFormat::Jpeg)
        }
    }
}

/// The encoded picture, if anything is visible on it.
fn written(image: &DynamicImage, is_photo: bool) -> Result<Prepared, UploadRefusal> {
    if shows_nothing(image) { Err(UploadRefusal::Nothing) } else { fit::write(image, is_photo) }
}

/// The longest side that a picture is stored with: twice the largest display size, for high-density screens.
fn longest_side(picture: Picture) -> u32 {
    match picture {
        Picture::Logo => 512,
        Picture::Favicon => 128,
        Picture::Avatar => 256,
    }
}

/// Whether its place is square.
fn is_square(picture: Picture) -> bool {
    !matches!(picture, Picture::Logo)
}

/// Refuses a shape that would be a mere line in its place; an avatar is cut to a square. That a picture shows nothing
/// is said first.
fn refuse_lines(image: &DynamicImage, picture: Picture) -> Result<(), UploadRefusal> {
    let (longer, shorter) = (image.width().max(image.height()), image.width().min(image.height()));
    let is_line = picture != Picture::Avatar && longer > shorter.saturating_mul(PICTURE_SHAPE);
    if is_line && !shows_nothing(image) { Err(UploadRefusal::Shape) } else { Ok(()) }
}

/// Whether it is wholly transparent. One colour alone is a picture: black and white logos are.
fn shows_nothing(image: &DynamicImage) -> bool {
    /// The lowest alpha that is visible, out of 255.
    const FAINTEST: u8 = 4;
    image.color().has_alpha() && image.to_rgba8().pixels().all(|Rgba([.., alpha])| *alpha < FAINTEST)
}

/// An empty picture: no width or no height.
fn is_nothing(image: &DynamicImage) -> bool {
    image.width() == 0 || image.height() == 0
}
