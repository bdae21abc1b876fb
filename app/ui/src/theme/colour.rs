//! Colour arithmetic for the accent: hex, `OKLab` lightness and WCAG contrast.

/// A colour in linear light, each channel from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Colour {
    r: f32,
    g: f32,
    b: f32,
}

impl Colour {
    pub const WHITE: Self = Self { r: 1.0, g: 1.0, b: 1.0 };

    /// Parses `#rrggbb` or `#rgb`; the `#` may be missing.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let digits: Vec<u8> = hex.trim().trim_start_matches('#').chars().map(digit).collect::<Option<_>>()?;
        let [r, g, b] = match digits.as_slice() {
            [r, g, b] => [r * 17, g * 17, b * 17],
            [r1, r2, g1, g2, b1, b2] => [r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2],
            _ => return None,
        };
        Some(Self { r: to_linear(r), g: to_linear(g), b: to_linear(b) })
    }

    /// Writes `#rrggbb`.
    pub fn to_hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", to_byte(self.r), to_byte(self.g), to_byte(self.b))
    }

    /// WCAG contrast ratio, from 1 to 21, of the colours that [`Self::to_hex`] writes.
    pub fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f32 {
        let shown = |channel| to_linear(to_byte(channel));
        0.2126 * shown(self.r) + 0.7152 * shown(self.g) + 0.0722 * shown(self.b)
    }

    /// `part` of this colour over the other, mixed as browsers blend (in sRGB).
    pub fn over(self, ground: Self, part: f32) -> Self {
        let mix = |top, under| from_srgb(to_srgb(top) * part + to_srgb(under) * (1.0 - part));
        Self { r: mix(self.r, ground.r), g: mix(self.g, ground.g), b: mix(self.b, ground.b) }
    }

    /// `OKLab` lightness, from 0 to 1.
    pub fn lightness(self) -> f32 {
        self.to_oklab()[0]
    }

    /// The same hue at another `OKLab` lightness; chroma is reduced where the screen cannot show it.
    pub fn at_lightness(self, lightness: f32) -> Self {
        let [_, a, b] = self.to_oklab();
        let shades = (0..=20_u8).map(|step| 1.0 - f32::from(step) / 20.0);
        shades
            .map(|chroma| Self::from_oklab([lightness, a * chroma, b * chroma]))
            .find(|colour| colour.fits())
            .unwrap_or_else(|| Self::from_oklab([lightness, 0.0, 0.0]))
    }

    fn fits(self) -> bool {
        let range = -0.001..=1.001;
        [self.r, self.g, self.b].iter().all(|channel| range.contains(channel))
    }

    /// Björn Ottosson's `OKLab`, <https://bottosson.github.io/posts/oklab/>.
    fn to_oklab(self) -> [f32; 3] {
        let Self { r, g, b } = self;
        let long = (0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
        let medium = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
        let short = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
        [
            0.210_454_26 * long + 0.793_617_8 * medium - 0.004_072_047 * short,
            1.977_998_5 * long - 2.428_592_2 * medium + 0.450_593_7 * short,
            0.025_904_037 * long + 0.782_771_77 * medium - 0.808_675_77 * short,
        ]
    }

    fn from_oklab([lightness, a, b]: [f32; 3]) -> Self {
        let long = (lightness + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
        let medium = (lightness - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
        let short = (lightness - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
        Self {
            r: 4.076_741_7 * long - 3.307_711_6 * medium + 0.230_969_94 * short,
            g: -1.268_438 * long + 2.609_757_4 * medium - 0.341_319_38 * short,
            b: -0.004_196_086_4 * long - 0.703_418_6 * medium + 1.707_614_7 * short,
        }
    }
}

fn digit(c: char) -> Option<u8> {
    c.to_digit(16).and_then(|value| u8::try_from(value).ok())
}

fn to_linear(byte: u8) -> f32 {
    from_srgb(f32::from(byte) / 255.0)
}

fn from_srgb(value: f32) -> f32 {
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

fn to_srgb(linear: f32) -> f32 {
    let linear = linear.clamp(0.0, 1.0);
    if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=255 before")]
fn to_byte(linear: f32) -> u8 {
    (to_srgb(linear) * 255.0).round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_survives_a_round_trip_through_oklab() {
        for hex in ["#000000", "#ffffff", "#5b5bd6", "#f5b800", "#00c2a8"] {
            let colour = Colour::from_hex(hex).expect("valid");
            assert_eq!(colour.at_lightness(colour.lightness()).to_hex(), hex);
        }
    }

    #[test]
    fn black_on_white_has_the_greatest_contrast() {
        let black = Colour::from_hex("#000").expect("valid");
        assert!((black.contrast(Colour::WHITE) - 21.0).abs() < 0.01);
    }

    #[test]
    fn only_colours_are_read() {
        for text in ["", "#12", "#12345", "red", "#gggggg", "#fff;}", "#ééé"] {
            assert_eq!(Colour::from_hex(text), None, "{text}");
        }
    }
}
