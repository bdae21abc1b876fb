//! Colours of today's CSS, written so that the renderer can read them: it knows those of CSS 3, and draws every other
//! one black. Colours beyond sRGB become the nearest in it, channel by channel.

use std::borrow::Cow;

use svgtypes::Color;

use crate::css::end;

/// The deepest nesting of `light-dark()`.
const DEEPEST: u32 = 4;

/// A row for each channel of the result.
type Matrix = [[f64; 3]; 3];

/// The fill or the colour as the renderer can read it; none if nobody can.
pub(super) fn readable(value: &str) -> Option<Cow<'_, str>> {
    read(value.trim(), 0)
}

fn read(value: &str, depth: u32) -> Option<Cow<'_, str>> {
    if let Some(link) = value.strip_prefix("url(") {
        return linked(value, link, depth);
    }
    let lower = value.to_ascii_lowercase();
    match lower.as_str() {
        "none" | "inherit" | "initial" | "context-fill" | "context-stroke" => return Some(lower.into()),
        "currentcolor" => return Some("currentColor".into()),
        "unset" | "revert" | "revert-layer" => return Some("inherit".into()),
        _ => {}
    }
    // A colour of a printer, beside the same one for screens.
    let printed = ["icc-color(", "device-cmyk("].into_iter().find_map(|name| lower.find(name).filter(|at| *at > 0));
    let value = printed.and_then(|at| value.get(..at)).unwrap_or(value).trim();
    if value.parse::<Color>().is_ok() {
        return Some(value.into());
    }
    let (name, arguments) = lower.get(..value.len())?.strip_suffix(')')?.split_once('(')?;
    if name == "light-dark" {
        let light = arguments.get(..end(arguments, b",")).filter(|_| depth < DEEPEST)?;
        return read(light.trim(), depth + 1).map(|colour| colour.into_owned().into());
    }
    converted(name, arguments).map(Cow::Owned)
}

/// A gradient or a pattern, and the colour for want of it.
fn linked<'a>(value: &'a str, link: &str, depth: u32) -> Option<Cow<'a, str>> {
    let (address, instead) = link.split_at_checked(end(link, b")") + 1)?;
    let instead = instead.trim();
    if instead.is_empty() || depth > DEEPEST {
        return Some(value.into());
    }
    let colour = read(instead, depth + 1);
    if colour.as_deref() == Some(instead) {
        return Some(value.into());
    }
    Some(colour.map_or_else(|| format!("url({address}"), |colour| format!("url({address} {colour}")).into())
}

/// A colour by the name of its function and by what stands in the brackets, in lower case.
fn converted(name: &str, arguments: &str) -> Option<String> {
    let (values, alpha) = arguments.split_once('/').unwrap_or((arguments, "1"));
    let mut words =
        values.split(|letter: char| letter.is_whitespace() || letter == ',').filter(|word| !word.is_empty());
    let space = if name == "color" { words.next()? } else { name };
    let [first, second, third] = [words.next()?, words.next()?, words.next()?];
    let alpha = number(words.next().unwrap_or(alpha.trim()), 1.0)?;
    if words.next().is_some() {
        return None;
    }
    let plain =
        |full: f64| Some([number(first, full)? / full, number(second, full)? / full, number(third, full)? / full]);
    let colour = match space {
        "rgb" | "rgba" => plain(255.0)?,
        "srgb" => plain(1.0)?,
        "srgb-linear" => plain(1.0)?.map(encoded),
        "display-p3" => mixed(plain(1.0)?.map(decoded), DISPLAY_P3).map(encoded),
        "oklab" => from_oklab([number(first, 1.0)?, number(second, 0.4)?, number(third, 0.4)?]).map(encoded),
        "oklch" => from_oklab(unrolled([number(first, 1.0)?, number(second, 0.4)?, degrees(third)?])).map(encoded),
        "lab" => from_lab([number(first, 100.0)?, number(second, 125.0)?, number(third, 125.0)?]).map(encoded),
        "lch" => from_lab(unrolled([number(first, 100.0)?, number(second, 150.0)?, degrees(third)?])).map(encoded),
        _ => return None,
    };
    let [red, green, blue] = colour.map(byte);
    let alpha = byte(alpha);
    let seen_through = if alpha == u8::MAX { String::new() } else { format!("{alpha:02x}") };
    Some(format!("#{red:02x}{green:02x}{blue:02x}{seen_through}"))
}

/// A number, or a share of the full one.
fn number(word: &str, full: f64) -> Option<f64> {
    let number = match word.strip_suffix('%') {
        Some(share) => share.parse::<f64>().ok()? / 100.0 * full,
        None if word == "none" => 0.0,
        None => word.parse().ok()?,
    };
    number.is_finite().then_some(number)
}

fn degrees(word: &str) -> Option<f64> {
    let units = [("deg", 1.0), ("grad", 0.9), ("rad", 1_f64.to_degrees()), ("turn", 360.0)];
    let unit = units.into_iter().find_map(|(unit, degrees)| Some((word.strip_suffix(unit)?, degrees)));
    let (word, degrees) = unit.unwrap_or((word, 1.0));
    Some(number(word, 360.0)? * degrees)
}

/// Lightness, chroma and hue as lightness and two axes.
fn unrolled([lightness, chroma, hue]: [f64; 3]) -> [f64; 3] {
    let (sine, cosine) = hue.to_radians().sin_cos();
    [lightness, chroma * cosine, chroma * sine]
}

/// From the light of Display P3 to that of sRGB: both by their primaries, and with the same white.
const DISPLAY_P3: Matrix = [
    [1.224_940_18, -0.224_940_18, 0.0],
    [-0.042_056_95, 1.042_056_95, 0.0],
    [-0.019_637_55, -0.078_636_05, 1.098_273_6],
];
/// From Oklab to the roots of the light that the cones of an eye see, and from that light to sRGB: the numbers of
/// Oklab's author.
const OKLAB_ROOTS: Matrix = [
    [1.0, 0.396_337_777_4, 0.215_803_757_3],
    [1.0, -0.105_561_345_8, -0.063_854_172_8],
    [1.0, -0.089_484_177_5, -1.291_485_548],
];
const CONES: Matrix = [
    [4.076_741_662_1, -3.307_711_591_3, 0.230_969_929_2],
    [-1.268_438_004_6, 2.609_757_401_1, -0.341_319_396_5],
    [-0.004_196_086_3, -0.703_418_614_7, 1.707_614_701],
];
/// From CIE XYZ with the white D50 to the light of sRGB, adapted by Bradford's matrix.
const XYZ: Matrix = [
    [3.133_856_1, -1.616_866_7, -0.490_614_6],
    [-0.978_768_4, 1.916_141_5, 0.033_454],
    [0.071_945_3, -0.228_991_4, 1.405_242_7],
];
/// X and Z of that white; its Y is 1.
const WHITE: [f64; 2] = [0.964_295_68, 0.825_104_6];

/// The light of sRGB.
fn from_oklab(colour: [f64; 3]) -> [f64; 3] {
    mixed(mixed(colour, OKLAB_ROOTS).map(|root| root.powi(3)), CONES)
}

/// The light of sRGB, from CIE L*a*b*.
fn from_lab([lightness, green_red, blue_yellow]: [f64; 3]) -> [f64; 3] {
    const EDGE: f64 = 6.0 / 29.0;
    let level = (lightness + 16.0) / 116.0;
    let [x, y, z] = [level + green_red / 500.0, level, level - blue_yellow / 200.0]
        .map(|root| if root > EDGE { root.powi(3) } else { 3.0 * EDGE * EDGE * (root - 4.0 / 29.0) });
    let [white_x, white_z] = WHITE;
    mixed([white_x * x, y, white_z * z], XYZ)
}

fn mixed(channels: [f64; 3], rows: Matrix) -> [f64; 3] {
    rows.map(|row| row.iter().zip(channels).map(|(weight, channel)| weight * channel).sum())
}

/// The light of a channel of sRGB.
fn decoded(channel: f64) -> f64 {
    if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
}

/// The channel of sRGB for this light.
fn encoded(light: f64) -> f64 {
    if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and 255")]
fn byte(share: f64) -> u8 {
    (share.clamp(0.0, 1.0) * 255.0).round() as u8
}

#[cfg(test)]
#[path = "css_colours_tests.rs"]
mod tests;
