//! Small files that hold a great deal of compressed data beside their pixels. None of it is decompressed: each is
//! drawn, or refused, with a second of processor time and little memory.
#![cfg(target_os = "linux")]

use std::io::Write;
use std::process::{Command, Stdio};

use domain::pictures::UploadRefusal;
use image::codecs::ico::{IcoEncoder, IcoFrame};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder};

use crate::{PROGRAM, draw};

/// The decompressed size of the bombs, in bytes.
const BOMB: usize = 300 * 1024 * 1024;
/// The address space of the whole process, in KiB: that of the program itself, and 64 MB.
const MEMORY: u32 = 160 * 1024;

/// The answer of a process limited to a second and this memory; nothing if it needed more.
fn answer(file: &[u8]) -> String {
    let limits = format!("ulimit -v {MEMORY}; ulimit -t 1; exec {PROGRAM} draw-picture logo");
    let mut process =
        Command::new("sh").args(["-c", &limits]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    // A process that has ended reads no further.
    process.stdin.take().unwrap().write_all(file).ok();
    let answer = process.wait_with_output().unwrap().stdout;
    String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned()
}

/// This many zero bytes, compressed.
fn packed(bytes: usize) -> Vec<u8> {
    let mut packer = fdeflate::Compressor::new(Vec::new()).unwrap();
    let piece = vec![0; 1024 * 1024];
    for _ in 0..bytes / piece.len() {
        packer.write_data(&piece).unwrap();
    }
    packer.finish().unwrap()
}

/// The checksum of a chunk, as the PNG specification defines it.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
    })
}

fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let body = [kind, data].concat();
    [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], &body, &checksum(&body).to_be_bytes()].concat()
}

/// A red picture of 8 × 8 pixels.
fn png() -> Vec<u8> {
    let mut file = Vec::new();
    PngEncoder::new(&mut file).write_image(&[255, 0, 0, 255].repeat(64), 8, 8, ExtendedColorType::Rgba8).unwrap();
    file
}

/// The same with more chunks after its first.
fn png_with(chunks: &[u8]) -> Vec<u8> {
    let file = png();
    let (head, rest) = file.split_at(8 + 25);
    [head, chunks, rest].concat()
}

fn profile() -> Vec<u8> {
    chunk(b"iCCP", &[b"name\0\0", packed(BOMB).as_slice()].concat())
}

#[test]
fn a_profile_that_unpacks_to_hundreds_of_megabytes_is_left_packed() {
    let file = png_with(&profile());
    assert!(file.len() < 2 * 1024 * 1024, "{} bytes", file.len());
    assert_eq!(answer(&file), "png 8 8");
    let garbage = chunk(b"iCCP", &[b"name\0\0", &packed(BOMB)[..100_000]].concat());
    assert_eq!(answer(&png_with(&garbage)), "png 8 8");
}

#[test]
fn an_icon_hides_no_such_profile_either() {
    let inner = png_with(&profile());
    let mut file = Vec::new();
    let frame = IcoFrame::with_encoded(&inner, 8, 8, ExtendedColorType::Rgba8).unwrap();
    IcoEncoder::new(&mut file).encode_images(&[frame]).unwrap();
    assert_eq!(answer(&file), "png 8 8");
}

#[test]
fn texts_and_pixels_that_unpack_to_hundreds_of_megabytes_are_left_packed() {
    let bomb = packed(BOMB);
    let text = chunk(b"zTXt", &[b"Comment\0\0", bomb.as_slice()].concat());
    let known = chunk(b"zTXt", &[b"Raw profile type iptc\0\0", bomb.as_slice()].concat());
    let other = chunk(b"iTXt", &[b"XML:com.adobe.xmp\0\x01\0\0\0", bomb.as_slice()].concat());
    assert_eq!(answer(&png_with(&[text, known, other].concat())), "png 8 8");
    let head = [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", b"\0\0\0\x08\0\0\0\x08\x08\x00\0\0\0")].concat();
    let pixels = [head, chunk(b"IDAT", &bomb), chunk(b"IEND", b"")].concat();
    assert_eq!(answer(&pixels), "png 8 8", "more pixels than there is room for");
}

#[test]
fn very_many_chunks_are_passed_over() {
    let many = png_with(&chunk(b"zTXt", b"a\0\0").repeat(200_000));
    assert_eq!(answer(&many), "png 8 8");
    let named = png_with(&[chunk(b"tEXt", b"a\0b").repeat(100_000), profile(), profile()].concat());
    assert_eq!(answer(&named), "png 8 8");
}

#[test]
fn profiles_of_other_pictures_are_as_long_as_their_files() {
    let mut jpeg = Vec::new();
    JpegEncoder::new(&mut jpeg).write_image(&[255, 0, 0].repeat(64), 8, 8, ExtendedColorType::Rgb8).unwrap();
    let (head, rest) = jpeg.split_at(2);
    let piece = |at: u8| [&b"\xff\xe2\xff\xffICC_PROFILE\0"[..], &[at, 100], &vec![7; 65_519]].concat();
    let pieces: Vec<u8> = (1..=100).flat_map(piece).collect();
    assert_eq!(answer(&[head, &pieces, rest].concat()), "jpeg 8 8");

    let mut webp = Vec::new();
    let mut encoder = WebPEncoder::new_lossless(&mut webp);
    encoder.set_icc_profile(vec![7; 100]).unwrap();
    encoder.write_image(&[255, 0, 0].repeat(64), 8, 8, ExtendedColorType::Rgb8).unwrap();
    let at = webp.windows(4).position(|window| window == b"ICCP").unwrap();
    webp[at + 4..at + 8].copy_from_slice(&0x0fff_fff0_u32.to_le_bytes());
    assert_eq!(answer(&webp), "refused damaged", "longer than its file");
}

#[tokio::test]
async fn a_picture_whose_profile_is_too_long_keeps_its_colours_as_they_are() {
    let drawn = draw(png_with(&profile())).await.unwrap();
    let seen = image::load_from_memory(&drawn.bytes).unwrap().to_rgba8();
    assert_eq!(seen.get_pixel(4, 4).0, [255, 0, 0, 255]);
    assert_eq!(draw(png()).await.map(drop), Ok(()));
    assert_eq!(draw(Vec::new()).await.err(), Some(UploadRefusal::Empty));
}
