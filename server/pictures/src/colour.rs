//! Converts colours by the picture's own profile to sRGB, which is assumed for a picture without a profile.

use image::{DynamicImage, Rgb, RgbImage, Rgba};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// The picture in sRGB. An unreadable profile is ignored, as in browsers.
pub fn to_srgb(image: DynamicImage, profile: Option<&[u8]>) -> DynamicImage {
    let read = profile.and_then(|profile| ColorProfile::new_from_slice(profile).ok());
    read.and_then(|profile| convert(&image, &profile)).unwrap_or(image)
}

fn convert(image: &DynamicImage, profile: &ColorProfile) -> Option<DynamicImage> {
    let is_grey = match profile.color_space {
        DataColorSpace::Rgb => false,
        // A grey profile does not apply to colours.
        DataColorSpace::Gray if image.to_rgb8().pixels().all(|Rgb([r, g, b])| r == g && g == b) => true,
        _ => return None,
    };
    let (pixels, layout) =
        if is_grey { (image.to_luma8().into_raw(), Layout::Gray) } else { (image.to_rgb8().into_raw(), Layout::Rgb) };
    let (srgb, options) = (ColorProfile::new_srgb(), TransformOptions::default());
    let transform = profile.create_transform_8bit(layout, &srgb, Layout::Rgb, options).ok()?;
    let mut converted = RgbImage::new(image.width(), image.height());
    transform.transform(&pixels, &mut converted).ok()?;
    let converted = DynamicImage::from(converted);
    if !image.color().has_alpha() {
        return Some(converted);
    }
    let mut seen_through = converted.into_rgba8();
    for (Rgba([.., to]), Rgba([.., from])) in seen_through.pixels_mut().zip(image.to_rgba8().pixels()) {
        *to = *from;
    }
    Some(seen_through.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(pixel: [u8; 3], profile: &ColorProfile) -> [u8; 3] {
        let image = RgbImage::from_pixel(2, 2, Rgb(pixel)).into();
        to_srgb(image, Some(&profile.encode().unwrap())).to_rgb8().get_pixel(0, 0).0
    }

    fn is_near(one: [u8; 3], other: [u8; 3]) -> bool {
        one.iter().zip(other).all(|(one, other)| one.abs_diff(other) <= 2)
    }

    #[test]
    fn colours_keep_their_look_when_they_become_srgb() {
        // Computed by hand from the primaries of Display P3 and of Adobe RGB.
        let (p3, adobe) = (ColorProfile::new_display_p3(), ColorProfile::new_adobe_rgb());
        for (profile, pixel, expected) in [
            (&p3, [128, 128, 128], [128, 128, 128]),
            (&p3, [200, 100, 50], [215, 93, 31]),
            (&p3, [80, 140, 200], [56, 142, 205]),
            (&p3, [255, 0, 0], [255, 0, 0]),
            (&adobe, [128, 128, 128], [129, 129, 129]),
            (&adobe, [200, 100, 50], [227, 100, 42]),
            (&adobe, [180, 60, 90], [208, 57, 91]),
        ] {
            let seen = converted(pixel, profile);
            assert!(is_near(seen, expected), "{pixel:?} became {seen:?}, not {expected:?}");
        }
        assert!(is_near(converted([1, 2, 3], &ColorProfile::new_srgb()), [1, 2, 3]));
    }

    #[test]
    fn what_one_sees_through_stays_so() {
        let image: DynamicImage = image::RgbaImage::from_pixel(2, 2, Rgba([200, 100, 50, 77])).into();
        let seen = to_srgb(image, Some(&ColorProfile::new_display_p3().encode().unwrap()));
        let Rgba([r, g, b, a]) = *seen.to_rgba8().get_pixel(1, 1);
        assert!(is_near([r, g, b], [215, 93, 31]) && a == 77);
    }

    #[test]
    fn a_profile_that_cannot_be_read_changes_nothing() {
        let image: DynamicImage = image::RgbaImage::from_pixel(2, 2, Rgba([9, 8, 7, 6])).into();
        let mut cmyk = ColorProfile::new_srgb();
        cmyk.color_space = DataColorSpace::Cmyk;
        for profile in [Vec::new(), vec![0; 200], cmyk.encode().unwrap_or_default()] {
            assert_eq!(to_srgb(image.clone(), Some(&profile)), image);
        }
    }
}
