//! Turns a file that somebody sent into a picture of our own: recognised by its content, decoded within
//! bounds, cut to size and written again, so that nothing of the file itself is ever served.
//!
//! A drawing (SVG) becomes pixels too: mail programs show no SVG, and no sanitiser is as safe as not serving it.
//! No look at a file foretells what drawing it costs, so that happens in a child process with limits on
//! processor time and memory; how many draw at once is for the caller to decide.

mod child;
mod colour;
mod containers;
mod doctype;
mod entities;
mod extras;
mod fit;
mod letters;
mod limits;
mod polyglot;
mod raster;
mod repeats;
mod reply;
mod sniff;
mod vector;
mod worker;

use bytes::Bytes;
use domain::pictures::{Picture, UploadRefusal};
use image::{DynamicImage, Rgba};

use sniff::Format;

pub use child::draw_if_asked;
pub use worker::Worker;

/// What a picture of ours is kept as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Png,
    Jpeg,
}

/// A picture that is ready to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    pub bytes: Bytes,
    pub kind: Kind,
    pub width: u32,
    pub height: u32,
}

/// Reads, cuts and writes; costs whatever the file makes it cost.
fn prepare(file: &[u8], format: Format, picture: Picture) -> Result<Prepared, UploadRefusal> {
    match format {
        Format::Svg => written(&fit::fit(vector::draw(file, picture)?, picture), false),
        Format::Raster(format) => {
            polyglot::refuse(file, format)?;
            let raster::Decoded { image, orientation, profile } = raster::decode(file, format)?;
            // Turned and coloured at its final size: it takes a moment then, and no memory to speak of.
            let mut image = fit::fit(image, picture);
            image.apply_orientation(orientation);
            let image = colour::to_srgb(image, profile.as_deref());
            written(&image, format == image::ImageFormat::Jpeg)
        }
    }
}

/// The picture to keep, if there is something to be seen on it.
fn written(image: &DynamicImage, is_photo: bool) -> Result<Prepared, UploadRefusal> {
    if shows_nothing(image) { Err(UploadRefusal::Nothing) } else { fit::write(image, is_photo) }
}

/// The longest side that a picture is kept with: twice what the largest place shows, for sharp screens.
fn longest_side(picture: Picture) -> u32 {
    match picture {
        Picture::Logo => 512,
        Picture::Favicon => 128,
        Picture::Avatar => 256,
    }
}

/// Whether it stands in a square place.
fn is_square(picture: Picture) -> bool {
    !matches!(picture, Picture::Logo)
}

/// Whether one sees through all of it. One colour alone is a picture: black and white logos are.
fn shows_nothing(image: &DynamicImage) -> bool {
    /// The faintest that an eye can tell from nothing, out of 255.
    const FAINTEST: u8 = 4;
    image.color().has_alpha() && image.to_rgba8().pixels().all(|Rgba([.., alpha])| *alpha < FAINTEST)
}

/// No picture at all: neither width nor height.
fn is_nothing(image: &DynamicImage) -> bool {
    image.width() == 0 || image.height() == 0
}
