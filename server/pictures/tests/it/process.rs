//! The exits of a drawing process, and their meaning.

use std::io::Cursor;
use std::time::Duration;

use domain::pictures::{Picture, UploadRefusal};
use image::codecs::ico::{IcoEncoder, IcoFrame};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, GrayImage, ImageFormat, Luma, Rgb, RgbImage, Rgba, RgbaImage};
use pictures::{Kind, Worker};

use crate::attacks::endless;
use crate::{PROGRAM, draw, svg};

fn png(image: impl Into<DynamicImage>) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn a_picture_comes_back_as_one_of_ours() {
    let drawn = draw(png(RgbaImage::from_pixel(1000, 250, Rgba([1, 2, 3, 255])))).await.unwrap();
    assert_eq!((drawn.kind, drawn.width, drawn.height), (Kind::Png, 512, 128));
    let seen = image::load_from_memory(&drawn.bytes).unwrap().to_rgba8();
    assert_eq!(seen.get_pixel(100, 100).0, [1, 2, 3, 255]);
    let drawn = draw(svg("<rect width='100' height='100' fill='blue'/>")).await.unwrap();
    assert_eq!((drawn.kind, drawn.width, drawn.height), (Kind::Png, 512, 512));
}

#[tokio::test]
async fn the_largest_picture_of_an_icon_is_drawn_whatever_its_colours() {
    let small = png(RgbaImage::from_pixel(16, 16, Rgba([9, 9, 9, 255])));
    for (large, colour) in [
        (png(RgbImage::from_pixel(64, 64, Rgb([1, 2, 3]))), [1, 2, 3, 255]),
        (png(GrayImage::from_pixel(64, 64, Luma([70]))), [70, 70, 70, 255]),
        (png(RgbaImage::from_pixel(64, 64, Rgba([1, 2, 3, 99]))), [1, 2, 3, 99]),
    ] {
        let frames = [(&small, 16), (&large, 64)]
            .map(|(file, side)| IcoFrame::with_encoded(file.as_slice(), side, side, ExtendedColorType::Rgb8).unwrap());
        let mut icon = Vec::new();
        IcoEncoder::new(&mut icon).encode_images(&frames).unwrap();
        let drawn = draw(icon).await.unwrap();
        assert_eq!((drawn.kind, drawn.width, drawn.height), (Kind::Png, 64, 64));
        assert_eq!(image::load_from_memory(&drawn.bytes).unwrap().to_rgba8().get_pixel(30, 30).0, colour);
    }
}

#[tokio::test]
async fn a_picture_that_would_be_a_line_is_refused_unless_it_is_cut_to_a_square() {
    let file = |width, height| bytes::Bytes::from(png(RgbImage::from_pixel(width, height, Rgb([1, 2, 3]))));
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 5000 9'><rect width='5000' height='9'/></svg>";
    let worker = Worker::new(PROGRAM.into());
    for picture in [Picture::Logo, Picture::Favicon] {
        for line in [file(4, 4000), file(5000, 1), file(10, 201), drawing.into()] {
            assert_eq!(worker.prepare(line, picture).await.map(drop), Err(UploadRefusal::Shape), "{picture:?}");
        }
        assert_eq!(worker.prepare(file(10, 200), picture).await.map(drop), Ok(()), "{picture:?}");
    }
    assert_eq!(worker.prepare(file(4, 4000), Picture::Avatar).await.map(drop), Ok(()));
    let nothing = png(RgbaImage::new(5000, 1)).into();
    assert_eq!(worker.prepare(nothing, Picture::Logo).await.map(drop), Err(UploadRefusal::Nothing));
}

#[tokio::test]
async fn a_photo_without_its_second_half_is_damaged() {
    let noise = |x: u32, y: u32| u8::try_from((x * 31 + y * 57 + x * y * 13) % 251).unwrap();
    let photo = RgbImage::from_fn(160, 160, |x, y| Rgb([noise(x, y), noise(y, x), 90]));
    let mut file = Vec::new();
    photo.write_with_encoder(JpegEncoder::new(&mut file)).unwrap();
    let half = file[..file.len() / 2].to_vec();
    assert_eq!(draw(half).await.map(drop), Err(UploadRefusal::Damaged));
    let unmarked = file[..file.len() - 2].to_vec();
    assert_eq!(draw(unmarked).await.map(drop), Ok(()), "some cameras write no end marker");
    assert_eq!(draw(file).await.map(drop), Ok(()));
}

#[tokio::test]
async fn a_picture_as_large_as_is_taken_fits_its_limits() {
    // Equal rows, or the file would be longer than the limit.
    let large = GrayImage::from_fn(5000, 5000, |x, _| image::Luma([u8::try_from(x % 256).unwrap()]));
    let large = DynamicImage::from(large).into_rgba16();
    let worker = Worker::new(PROGRAM.into());
    let file: bytes::Bytes = png(large).into();
    for picture in Picture::ALL {
        assert_eq!(worker.prepare(file.clone(), picture).await.map(drop), Ok(()), "{picture:?}");
    }
}

#[tokio::test]
async fn each_refusal_comes_back_as_itself() {
    let mut cut_off = png(RgbaImage::new(200, 200));
    cut_off.truncate(60);
    for (file, refusal) in [
        (Vec::new(), UploadRefusal::Empty),
        (b"GIF89a".to_vec(), UploadRefusal::Unknown),
        (b"\x1f\x8b\x08 a zipped drawing".to_vec(), UploadRefusal::Unknown),
        (cut_off, UploadRefusal::Damaged),
        (png(GrayImage::new(6000, 6000)), UploadRefusal::TooManyPixels),
        (png(GrayImage::new(16_385, 20)), UploadRefusal::TooLong),
        (png(GrayImage::new(20, 65_535)), UploadRefusal::TooLong),
        (svg("<script/>").into_bytes(), UploadRefusal::Script),
        (svg("<foreignObject/>").into_bytes(), UploadRefusal::WebPage),
        (svg("<text>Acme</text>").into_bytes(), UploadRefusal::NotPlain),
        (svg("<g>").into_bytes(), UploadRefusal::Damaged),
    ] {
        assert_eq!(draw(file).await.unwrap_err(), refusal);
    }
}

#[tokio::test]
async fn a_process_that_gets_no_time_is_given_up() {
    let worker = Worker::new(PROGRAM.into()).patient_for(Duration::ZERO);
    assert_eq!(worker.prepare(endless().into(), Picture::Logo).await.unwrap_err(), UploadRefusal::Busy);
}

#[tokio::test]
async fn a_program_that_is_no_drawing_process_draws_nothing() {
    let with = |program: &str| Worker::new(program.into());
    let file = || svg("<rect width='9' height='9'/>").into();
    let missing = with("/nowhere/at/all").prepare(file(), Picture::Logo).await;
    assert_eq!(missing.unwrap_err(), UploadRefusal::Failed);
    let endless = with("/usr/bin/yes").prepare(file(), Picture::Logo).await;
    assert_eq!(endless.unwrap_err(), UploadRefusal::Failed, "an answer without end is not read to it");
    let silent = with("/bin/false").prepare(file(), Picture::Logo).await;
    assert_eq!(silent.unwrap_err(), UploadRefusal::Failed);
}
