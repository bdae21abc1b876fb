//! The colour profile of a PNG, in whichever of its ways it is given: as code points (cICP), as a profile (iCCP), or as
//! primaries and a gamma (cHRM, gAMA). The earlier of them counts, as the specification says.

use moxcms::{
    Chromaticity, CicpColorPrimaries, CicpProfile, ColorPrimaries, ColorProfile, MatrixCoefficients,
    TransferCharacteristics, curve_from_gamma,
};

use crate::containers::chunks;
use crate::extras;

/// White, red, green and blue of sRGB.
const SRGB: [[f32; 2]; 4] = [[0.3127, 0.329], [0.64, 0.33], [0.3, 0.6], [0.15, 0.06]];
/// What programs write as the gamma of sRGB, which is no mere power.
const SRGB_GAMMA: f32 = 2.2;

/// The profile (ICC) if it has at most `longest` bytes; none for sRGB, and for what nobody can read.
pub(super) fn profile(file: &[u8], longest: usize) -> Option<Vec<u8>> {
    let coded = chunk(file, *b"cICP").and_then(by_code_points).and_then(|profile| profile.encode().ok());
    if let Some(known) = coded.or_else(|| extras::profile(file, longest)) {
        return Some(known);
    }
    if chunk(file, *b"sRGB").is_some() {
        return None;
    }
    by_light(chunk(file, *b"cHRM").and_then(primaries), chunk(file, *b"gAMA").and_then(gamma))?.encode().ok()
}

/// The data of the first chunk of this kind before the pixels.
fn chunk(file: &[u8], kind: [u8; 4]) -> Option<&[u8]> {
    chunks(file, 0).take_while(|chunk| chunk.kind != *b"IDAT").find(|chunk| chunk.kind == kind)?.data(file)
}

/// By the code points of H.273, but for those of brighter screens than sRGB's.
fn by_code_points(data: &[u8]) -> Option<ColorProfile> {
    let [primaries, transfer, _, _] = *data else { return None };
    let color_primaries = CicpColorPrimaries::try_from(primaries).ok()?;
    let transfer_characteristics = TransferCharacteristics::try_from(transfer).ok()?;
    let is_known = matches!(
        color_primaries,
        CicpColorPrimaries::Bt709
            | CicpColorPrimaries::Bt2020
            | CicpColorPrimaries::Smpte431
            | CicpColorPrimaries::Smpte432
    ) && matches!(
        transfer_characteristics,
        TransferCharacteristics::Bt709 | TransferCharacteristics::Linear | TransferCharacteristics::Srgb
    );
    let matrix_coefficients = MatrixCoefficients::Identity;
    is_known.then(|| {
        let code = CicpProfile { color_primaries, transfer_characteristics, matrix_coefficients, full_range: true };
        ColorProfile::new_from_cicp(code)
    })
}

/// By primaries, a gamma or both; what is missing is that of sRGB.
fn by_light(primaries: Option<[[f32; 2]; 4]>, gamma: Option<f32>) -> Option<ColorProfile> {
    let primaries = primaries.filter(|primaries| !is_near(primaries.as_flattened(), SRGB.as_flattened(), 0.003));
    let gamma = gamma.filter(|gamma| !is_near(&[*gamma], &[SRGB_GAMMA], 0.05));
    if primaries.is_none() && gamma.is_none() {
        return None;
    }
    let mut profile = ColorProfile::new_srgb();
    profile.cicp = None;
    if let Some([white, red, green, blue]) = primaries.map(|points| points.map(|[x, y]| Chromaticity { x, y })) {
        profile.update_rgb_colorimetry(white.to_xyyb(), ColorPrimaries { red, green, blue });
    }
    if let Some(gamma) = gamma {
        let curve = curve_from_gamma(gamma);
        profile.red_trc = Some(curve.clone());
        profile.green_trc = Some(curve.clone());
        profile.blue_trc = Some(curve);
    }
    Some(profile)
}

/// White, red, green and blue, unless no colours lie between them.
fn primaries(data: &[u8]) -> Option<[[f32; 2]; 4]> {
    let numbers = data.chunks_exact(8).map(|point| Some([number(point.get(..4)?)?, number(point.get(4..)?)?]));
    let points: [[f32; 2]; 4] = numbers.collect::<Option<Vec<_>>>()?.try_into().ok()?;
    let [_, [red_x, red_y], [green_x, green_y], [blue_x, blue_y]] = points;
    let area = (green_x - red_x) * (blue_y - red_y) - (blue_x - red_x) * (green_y - red_y);
    let is_real = points.iter().all(|[x, y]| (0.01..0.9).contains(x) && (0.01..0.9).contains(y));
    (is_real && area.abs() > 0.02).then_some(points)
}

/// The power by which its values become light.
fn gamma(data: &[u8]) -> Option<f32> {
    Some(1.0 / number(data)?).filter(|gamma| (0.5..4.0).contains(gamma))
}

/// A number as PNG stores it, in steps of a hundred-thousandth; four digits of it do.
fn number(data: &[u8]) -> Option<f32> {
    let steps = u32::from_be_bytes(data.try_into().ok()?);
    Some(f32::from(u16::try_from(steps / 10).ok()?) / 10_000.0)
}

fn is_near(these: &[f32], those: &[f32], most: f32) -> bool {
    these.iter().zip(those).all(|(this, that)| (this - that).abs() <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::containers::PNG;

    fn png(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&PNG[..], &length, &kind, data, &[0; 4], &[0; 4], b"IDAT", &[0; 4]].concat()
    }

    fn numbers(numbers: &[u32]) -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
    }

    /// A pixel of the picture in sRGB.
    fn seen(file: &[u8], pixel: [u8; 3]) -> [u8; 3] {
        let image = image::RgbImage::from_pixel(2, 2, image::Rgb(pixel)).into();
        crate::colour::to_srgb(image, profile(file, 1000).as_deref()).to_rgb8().get_pixel(0, 0).0
    }

    fn is_near(one: [u8; 3], other: [u8; 3]) -> bool {
        one.iter().zip(other).all(|(one, other)| one.abs_diff(other) <= 2)
    }

    #[test]
    fn a_picture_says_its_colours_in_several_ways() {
        let p3 = numbers(&[31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000]);
        for (name, file, expected) in [
            ("code points of Display P3", png(*b"cICP", &[12, 13, 0, 1]), [215, 93, 31]),
            ("primaries of Display P3", png(*b"cHRM", &p3), [215, 93, 31]),
            ("a gamma of 1", png(*b"gAMA", &numbers(&[100_000])), [229, 168, 122]),
            ("code points of sRGB", png(*b"cICP", &[1, 13, 0, 1]), [200, 100, 50]),
            ("the gamma of sRGB", png(*b"gAMA", &numbers(&[45_455])), [200, 100, 50]),
        ] {
            let seen = seen(&file, [200, 100, 50]);
            assert!(is_near(seen, expected), "{name}: {seen:?}");
        }
    }

    #[test]
    fn what_says_nothing_useful_changes_nothing() {
        for file in [
            png(*b"cICP", &[9, 16, 0, 1]),
            png(*b"cICP", &[12, 13]),
            png(*b"cHRM", &numbers(&[0; 8])),
            png(*b"cHRM", &numbers(&[30_000; 8])),
            png(*b"cHRM", &[1, 2, 3]),
            png(*b"gAMA", &numbers(&[0])),
            png(*b"gAMA", &numbers(&[u32::MAX])),
            png(*b"gAMA", b""),
            png(*b"sRGB", b"\0"),
            Vec::new(),
        ] {
            assert_eq!(profile(&file, 1000), None, "{file:?}");
        }
    }
}
