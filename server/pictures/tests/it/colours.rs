//! Pictures with colour profiles.

use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};
use moxcms::ColorProfile;

use crate::draw;

#[tokio::test]
async fn a_picture_in_display_p3_looks_the_same_in_srgb() {
    let mut file = Vec::new();
    let mut encoder = PngEncoder::new(&mut file);
    encoder.set_icc_profile(ColorProfile::new_display_p3().encode().unwrap()).unwrap();
    encoder.write_image(&[200, 100, 50].repeat(40 * 40), 40, 40, ExtendedColorType::Rgb8).unwrap();
    let drawn = draw(file).await.unwrap();
    let seen = image::load_from_memory(&drawn.bytes).unwrap().to_rgb8().get_pixel(20, 20).0;
    // Computed from the primaries of Display P3.
    let is_near = seen.iter().zip([215, 93, 31]).all(|(seen, expected)| seen.abs_diff(expected) <= 2);
    assert!(is_near, "{seen:?}");
    let has_profile = drawn.bytes.windows(4).any(|window| window == b"iCCP");
    assert!(!has_profile, "pixels and nothing else");
}
