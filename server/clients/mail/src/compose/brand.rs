//! The brand of a mail: name, colour, logo.

use url::Url;

use super::template::Values;
use crate::{MailError, single_line};

/// The look of an organisation's mails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    /// The platform's name, in subjects and sentences.
    pub name: String,
    /// The name at the head of the mail: the organisation's, or the platform's.
    pub head: String,
    /// The button's colour as `#rrggbb`; its text becomes black or white, whichever reads better.
    pub accent: String,
    /// An absolute URL of a logo, shown 140 px wide; without one `head` is shown.
    pub logo_url: Option<String>,
    /// The platform's own address, linked at the foot.
    pub base_url: String,
}

impl Brand {
    pub(super) fn values(&self) -> Result<Values<'_>, MailError> {
        check_link("base_url", &self.base_url)?;
        let accent = Colour::parse(&self.accent)?;
        let mut values = Values::default();
        values.set("brand", single_line::flat(&self.name));
        values.set("head", single_line::flat(&self.head));
        values.set("base_url", self.base_url.as_str());
        values.set("accent", accent.hex());
        values.set("accent_ink", accent.ink().hex());
        values.set("accent_edge", accent.edge().hex());
        if let Some(logo) = &self.logo_url {
            check_link("logo_url", logo)?;
            values.set("logo_url", logo.as_str());
        }
        Ok(values)
    }
}

/// Accepts only absolute http(s) URLs, so that no letter ever links to `javascript:` or a bare word.
pub(super) fn check_link(field: &'static str, link: &str) -> Result<(), MailError> {
    single_line::check(field, link)?;
    let plain = !link.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'));
    let absolute = Url::parse(link).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    if plain && absolute { Ok(()) } else { Err(MailError::Link { field }) }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Colour([u8; 3]);

impl Colour {
    const BLACK: Self = Self([0x18, 0x18, 0x1b]);
    const WHITE: Self = Self([0xff, 0xff, 0xff]);

    fn parse(text: &str) -> Result<Self, MailError> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or(MailError::Accent)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(MailError::Accent);
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| MailError::Accent)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self([red, green, blue]))
    }

    fn hex(self) -> String {
        let Self([red, green, blue]) = self;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// The colour of text on this one: black or white by WCAG contrast.
    fn ink(self) -> Self {
        if self.contrast(Self::WHITE) >= self.contrast(Self::BLACK) { Self::WHITE } else { Self::BLACK }
    }

    /// A border a little closer to the text colour, so that a button as dark or light as the card is still visible.
    fn edge(self) -> Self {
        let (Self(own), Self(ink)) = (self, self.ink());
        let mix = |own: u8, ink: u8| u8::try_from((u16::from(own) * 4 + u16::from(ink)) / 5).unwrap_or(own);
        let [red, green, blue] = own;
        let [ink_red, ink_green, ink_blue] = ink;
        Self([mix(red, ink_red), mix(green, ink_green), mix(blue, ink_blue)])
    }

    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let Self([red, green, blue]) = self;
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_on_the_button_are_readable_whatever_the_accent() {
        for accent in ["#000000", "#ffffff", "#ffd400", "#4f46e5", "#10b981", "#777777", "#ff0000"] {
            let colour = Colour::parse(accent).unwrap();
            assert!(colour.contrast(colour.ink()) >= 4.0, "{accent} reads badly");
        }
    }

    #[test]
    fn an_accent_that_is_no_colour_is_refused() {
        for accent in ["red", "#fff", "#12345g", "#+12345", "#ffffff;", "", "#é1234"] {
            assert_eq!(Colour::parse(accent), Err(MailError::Accent), "{accent} passed");
        }
    }

    #[test]
    fn only_absolute_web_links_pass() {
        assert_eq!(check_link("link", "https://a.example/verify?token=a&b=%20"), Ok(()));
        for link in
            ["javascript:alert(1)", "/verify", "data:text/html,x", "https://a b", "https://a/\"x", "", "https://"]
        {
            assert!(check_link("link", link).is_err(), "{link} passed");
        }
    }
}
