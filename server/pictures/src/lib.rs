//! Turns a file that somebody sent into a picture of our own: recognised by its content, decoded within
//! bounds, cut to size and written anew, so that nothing of the file itself is ever served.
//!
//! A drawing (SVG) becomes pixels too: mail programs show no SVG, and no sanitiser is as safe as not serving it.

mod fit;
mod polyglot;
mod raster;
mod sniff;
mod vector;

use bytes::Bytes;
use domain::pictures::{Picture, UploadRefusal};
use image::DynamicImage;
use storage::FileKind;
use tokio::sync::Semaphore;

use sniff::Format;

/// A picture that is ready to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    pub bytes: Bytes,
    pub kind: FileKind,
    pub width: u32,
    pub height: u32,
}

/// How many pictures are decoded at once: each may need 200 MB for a moment.
static DECODERS: Semaphore = Semaphore::const_new(2);

/// Prepares a file away from the threads that serve requests.
pub async fn prepare(file: Bytes, picture: Picture) -> Result<Prepared, UploadRefusal> {
    let _permit = DECODERS.acquire().await.map_err(|_| UploadRefusal::Failed)?;
    tokio::task::spawn_blocking(move || prepare_now(&file, picture)).await.unwrap_or_else(|error| {
        // A decoder that panics has met a file that is made to do so.
        tracing::warn!(%error, "a picture broke its decoder");
        Err(UploadRefusal::Damaged)
    })
}

fn prepare_now(file: &[u8], picture: Picture) -> Result<Prepared, UploadRefusal> {
    if file.is_empty() {
        return Err(UploadRefusal::Empty);
    }
    let format = sniff::format(file).ok_or(UploadRefusal::Unknown)?;
    let image = match format {
        Format::Svg => vector::draw(file, picture)?,
        Format::Raster(format) => {
            polyglot::refuse(file, format)?;
            raster::decode(file, format)?
        }
    };
    let is_photo = format == Format::Raster(image::ImageFormat::Jpeg);
    fit::write(&fit::fit(image, picture), is_photo)
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

/// Nothing to see: neither width nor height.
fn is_nothing(image: &DynamicImage) -> bool {
    image.width() == 0 || image.height() == 0
}
