//! Derives the readable tones of both themes from an organisation's one colour.

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use super::colour::Colour;

/// The background of accent text, by theme; keep in step with the tokens in `style/`.
const LIGHT_GROUND: &str = "#ffffff";
const DARK_GROUND: &str = "#1b1b20";
const DARK_TEXT: &str = "#16161a";
/// A little above WCAG AA, so that tinted backgrounds still pass.
const TEXT_CONTRAST: f32 = 4.6;

/// The tones of one theme: fill, text on the fill, text and lines on the page, tinted background.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tones {
    solid: String,
    contrast: String,
    ink: String,
    soft: String,
}

/// An organisation's accent colour, made readable: for any chosen colour, text on it and text in it have a contrast of
/// at least 4.5 : 1 in both themes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accent {
    light: Tones,
    dark: Tones,
}

impl Accent {
    /// Parses `#rrggbb` or `#rgb`; anything else is `None`, so no other text ever reaches the style sheet.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let colour = Colour::from_hex(hex)?;
        Some(Self {
            light: tones(colour, Colour::from_hex(LIGHT_GROUND)?, false)?,
            dark: tones(colour, Colour::from_hex(DARK_GROUND)?, true)?,
        })
    }

    /// The custom properties that the tokens of `style/` use.
    pub fn css(&self) -> String {
        let theme = |name: &str, tones: &Tones| {
            let Tones { solid, contrast, ink, soft } = tones;
            format!(
                "--brand-{name}-solid:{solid};--brand-{name}-contrast:{contrast};--brand-{name}-ink:{ink};--brand-{name}-soft:{soft};"
            )
        };
        format!(":root{{{}{}}}", theme("light", &self.light), theme("dark", &self.dark))
    }
}

fn tones(colour: Colour, ground: Colour, dark: bool) -> Option<Tones> {
    let text = Colour::from_hex(DARK_TEXT)?;
    // A fill must stand out from its background, yet keep the brand's own lightness if possible.
    let (low, high) = if dark { (0.5, 0.9) } else { (0.25, 0.86) };
    let wanted = colour.at_lightness(colour.lightness().clamp(low, high));
    let (solid, contrast) = fill(wanted, text);
    let soft = solid.over(ground, if dark { 0.20 } else { 0.10 });
    let ink = towards(colour, if dark { 0.04 } else { -0.04 }, |tone| {
        tone.contrast(soft) >= TEXT_CONTRAST && tone.contrast(ground) >= TEXT_CONTRAST
    });
    Some(Tones { solid: solid.to_hex(), contrast: contrast.to_hex(), ink: ink.to_hex(), soft: soft.to_hex() })
}

/// The fill with a text colour that is readable on it: white if possible, dark on light colours, and a darker fill for
/// the few in between.
fn fill(wanted: Colour, text: Colour) -> (Colour, Colour) {
    if wanted.contrast(Colour::WHITE) >= TEXT_CONTRAST {
        (wanted, Colour::WHITE)
    } else if wanted.lightness() > 0.68 && wanted.contrast(text) >= TEXT_CONTRAST {
        (wanted, text)
    } else {
        let darker = towards(wanted, -0.01, |tone| tone.contrast(Colour::WHITE) >= TEXT_CONTRAST);
        (darker, Colour::WHITE)
    }
}

/// Steps the lightness until the tone is accepted; ends at white or black, which always are.
fn towards(colour: Colour, step: f32, will_do: impl Fn(Colour) -> bool) -> Colour {
    let mut lightness = colour.lightness().clamp(0.0, 1.0);
    let mut tone = colour;
    while !will_do(tone) && (0.0..=1.0).contains(&lightness) {
        lightness += step;
        tone = colour.at_lightness(lightness.clamp(0.0, 1.0));
    }
    tone
}

/// The organisation's accent as a `<style>` with the page's nonce; used in the document's head, rendered by the server.
/// Nothing is rendered for an invalid colour.
#[component]
pub fn AccentStyle(#[prop(into)] hex: String) -> impl IntoView {
    Accent::from_hex(&hex).map(|accent| {
        view! { <style nonce=use_nonce()>{accent.css()}</style> }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contrast(a: &str, b: &str) -> f32 {
        Colour::from_hex(a).expect("valid").contrast(Colour::from_hex(b).expect("valid"))
    }

    #[test]
    fn every_colour_becomes_readable_in_both_themes() {
        let steps = ["00", "33", "66", "99", "cc", "ff"];
        for r in steps {
            for g in steps {
                for b in steps {
                    let hex = format!("#{r}{g}{b}");
                    let accent = Accent::from_hex(&hex).expect("valid");
                    for (tones, ground) in [(&accent.light, LIGHT_GROUND), (&accent.dark, DARK_GROUND)] {
                        assert!(contrast(&tones.solid, &tones.contrast) >= 4.5, "{hex}: {tones:?}");
                        assert!(contrast(&tones.ink, ground) >= 4.5, "{hex}: {tones:?}");
                        assert!(contrast(&tones.ink, &tones.soft) >= 4.5, "{hex}: {tones:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_readable_brand_colour_stays_as_it_is() {
        let accent = Accent::from_hex("#5b5bd6").expect("valid");
        assert_eq!(accent.light.solid, "#5b5bd6");
        assert_eq!(accent.light.contrast, "#ffffff");
    }

    #[test]
    fn a_light_brand_colour_keeps_its_fill_and_gets_dark_text() {
        let accent = Accent::from_hex("#f5b800").expect("valid");
        assert_eq!((accent.light.solid.as_str(), accent.light.contrast.as_str()), ("#f5b800", DARK_TEXT));
    }

    #[test]
    fn style_sheets_cannot_be_broken_out_of() {
        assert_eq!(Accent::from_hex("#fff}</style><script>"), None);
    }
}
