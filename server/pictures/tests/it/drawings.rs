//! Drawings as programs and people write them, whatever their encoding and their entities.

use domain::pictures::UploadRefusal;
use image::{Rgba, RgbaImage};

use crate::{draw, svg};

const RECT: &str = "<rect width='100' height='100' fill='#00f'/>";
const BLUE: [u8; 4] = [0, 0, 255, 255];

/// The colour of the middle of a drawing.
pub async fn middle(file: impl Into<Vec<u8>>) -> Result<[u8; 4], UploadRefusal> {
    let drawn = draw(file).await?;
    let seen = image::load_from_memory(&drawn.bytes).unwrap().to_rgba8();
    Ok(seen.get_pixel(drawn.width / 2, drawn.height / 2).0)
}

fn with_head(definitions: &str, body: &str) -> String {
    format!("<?xml version=\"1.0\"?>\n<!DOCTYPE svg [{definitions}]>\n{}", svg(body))
}

#[tokio::test]
async fn a_drawing_in_the_letters_of_its_program_is_drawn() {
    let declaring = |encoding: &str| {
        format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{}", svg(&format!("<desc>Größe</desc>{RECT}")))
    };
    let utf_16 = |text: String, to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let one_byte =
        |text: String| text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect::<Vec<u8>>();
    for (name, file) in [
        ("UTF-16 of Windows", utf_16(format!("\u{feff}{}", declaring("UTF-16")), u16::to_le_bytes)),
        ("UTF-16 of old Macs", utf_16(format!("\u{feff}{}", declaring("utf-16")), u16::to_be_bytes)),
        ("UTF-16 without a mark", utf_16(declaring("UTF-16"), u16::to_le_bytes)),
        ("Latin 1", one_byte(declaring("ISO-8859-1"))),
        ("Windows-1252", one_byte(declaring("windows-1252"))),
        ("Latin 1 that says UTF-8", one_byte(declaring("utf-8"))),
        ("Latin 1 that says nothing", one_byte(svg(&format!("<desc>Größe</desc>{RECT}")))),
        ("UTF-8 that says UTF-16", declaring("UTF-16").into_bytes()),
    ] {
        assert_eq!(middle(file).await, Ok(BLUE), "{name}");
    }
    assert_eq!(middle(declaring("x-of-our-own")).await, Err(UploadRefusal::Letters));
    let four: Vec<u8> = svg(RECT).chars().flat_map(|letter| u32::from(letter).to_le_bytes()).collect();
    assert_eq!(middle(four).await, Err(UploadRefusal::Letters));
}

#[tokio::test]
async fn short_names_of_every_kind_are_drawn() {
    for (name, file) in [
        (
            "one that uses another",
            with_head("<!ENTITY b '#00f'><!ENTITY a 'fill:&b;'>", "<rect width='100' height='100' style='&a;'/>"),
        ),
        (
            "one that uses a later one",
            with_head("<!ENTITY a 'fill:&b;'><!ENTITY b '#00f'>", "<rect width='100' height='100' style='&a;'/>"),
        ),
        (
            "a part of a head",
            with_head(
                "<!ENTITY % colours \"<!ENTITY a '#00f'>\"> %colours;",
                "<rect width='100%' height='100%' fill='&a;'/>",
            ),
        ),
        ("one with elements", with_head(&format!("<!ENTITY a \"{RECT}\">"), "<g>&a;</g>")),
        ("a share", with_head("<!ENTITY w \"100%\">", "<rect width='&w;' height='&w;' fill='#00f'/>")),
        ("a blank of web pages", svg(&format!("<desc>Our&nbsp;logo &copy;&nbsp;2026</desc>{RECT}"))),
        ("a list of attributes", with_head("<!ATTLIST svg xmlns:a3 CDATA #IMPLIED>", RECT)),
        (
            "many signs beside a long one",
            with_head(
                &format!("<!ENTITY a '{}'>", "a".repeat(10_000)),
                &format!("<desc>&a;{}</desc>{RECT}", "&amp;".repeat(1000)),
            ),
        ),
    ] {
        assert_eq!(middle(file).await, Ok(BLUE), "{name}");
    }
}

#[tokio::test]
async fn what_short_names_hide_is_found() {
    for body in [
        "<!ENTITY a '<script/>'>",
        "<!ENTITY a '&b;'><!ENTITY b '<g onload=\"x()\"/>'>",
        "<!ENTITY % b \"<!ENTITY a '<script/>'>\">%b;",
    ] {
        assert_eq!(middle(with_head(body, "&a;")).await, Err(UploadRefusal::Script), "{body}");
    }
    assert_eq!(middle(with_head("<!ENTITY a SYSTEM 'file:///etc/passwd'>", "&a;")).await, Err(UploadRefusal::Script));
    let level = |at: u32| format!("<!ENTITY l{at} '{}'>", format!("&l{};", at - 1).repeat(20));
    let levels = (1..10).map(level).collect::<Vec<_>>().concat();
    for start in ["lol", "", "<g/>"] {
        let file = with_head(&format!("<!ENTITY l0 '{start}'>{levels}"), &format!("&l9;{RECT}"));
        assert!(matches!(middle(file).await, Err(UploadRefusal::TooComplex) | Ok(BLUE)), "{start:?}");
    }
    assert_eq!(middle(svg("<desc>&nobody;</desc>")).await, Err(UploadRefusal::Damaged));
}

#[tokio::test]
async fn a_picture_that_shows_nothing_is_told_so() {
    for body in [
        "",
        "<g/>",
        "<rect width='9' height='9' fill='none'/>",
        "<rect width='9' height='9' opacity='0'/>",
        "<rect x='500' width='9' height='9'/>",
        "<rect width='9' height='9' display='none'/>",
    ] {
        assert_eq!(middle(svg(body)).await, Err(UploadRefusal::Nothing), "{body}");
    }
    let mut clear = std::io::Cursor::new(Vec::new());
    RgbaImage::new(40, 40).write_to(&mut clear, image::ImageFormat::Png).unwrap();
    assert_eq!(middle(clear.into_inner()).await, Err(UploadRefusal::Nothing));
}

#[tokio::test]
async fn a_picture_of_one_colour_is_a_picture() {
    assert_eq!(middle(svg("<rect width='100' height='100'/>")).await, Ok([0, 0, 0, 255]));
    assert_eq!(middle(svg("<rect width='100' height='100' fill='#fff'/>")).await, Ok([255; 4]));
    let mut grey = std::io::Cursor::new(Vec::new());
    RgbaImage::from_pixel(40, 40, Rgba([128, 128, 128, 60])).write_to(&mut grey, image::ImageFormat::Png).unwrap();
    assert_eq!(middle(grey.into_inner()).await, Ok([128, 128, 128, 60]));
}
